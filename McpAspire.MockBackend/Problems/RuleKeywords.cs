namespace McpAspire.MockBackend.Problems;

/// <summary>The keywords of the member <c>rules</c> of a problem, by field: the errors in machine-readable form.</summary>
internal static class RuleKeywords
{
    /// <summary>The dataset has no such column.</summary>
    public const string Column = "column";

    /// <summary>The value has the wrong type.</summary>
    public const string Type = "type";

    /// <summary>The operator is unknown or does not fit the column.</summary>
    public const string Operator = "operator";

    /// <summary>Too few or too many entries.</summary>
    public const string Size = "size";

    /// <summary>The value refers to something that does not exist.</summary>
    public const string Reference = "reference";
}
