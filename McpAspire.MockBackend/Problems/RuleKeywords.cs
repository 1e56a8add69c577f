namespace McpAspire.MockBackend.Problems;

/// <summary>Keywords for programs, beside the words of <c>errors</c> for people: the member <c>rules</c> of a problem has one for each field that breaks such a rule.</summary>
internal static class RuleKeywords
{
    /// <summary>The dataset has no such column.</summary>
    public const string Column = "column";

    /// <summary>The value is not of the type that it must have.</summary>
    public const string Type = "type";

    /// <summary>There is no such operator, or it does not fit the column.</summary>
    public const string Operator = "operator";

    /// <summary>There are too few or too many entries.</summary>
    public const string Size = "size";

    /// <summary>What the value names does not exist.</summary>
    public const string Reference = "reference";
}
