namespace McpAspire.Client.Contracts.Rules;

/// <summary>The rules that input and output schemas both have, each with grades of its own.</summary>
internal sealed record SchemaRules
{
    /// <summary>For what callers send: everything that was valid has to stay valid.</summary>
    public static SchemaRules Input { get; } = new()
    {
        Type = InputRules.Type,
        Range = InputRules.Range,
        Step = InputRules.Step,
        Length = InputRules.Length,
        Pattern = InputRules.Pattern,
        Format = InputRules.Format,
        UnknownFormat = InputRules.UnknownFormat,
        Count = InputRules.Count,
        Unique = InputRules.Unique,
        Additional = InputRules.Additional,
        Option = InputRules.Option,
        Condition = InputRules.Condition,
        Schema = InputRules.Schema,
        Values = InputRules.Values,
        ValuesFixed = InputRules.ValuesFixed,
        ValuesOpened = InputRules.ValuesOpened,
        ValuesReplaced = InputRules.Values.Narrowed,
        Default = InputRules.Default,
        Text = InputRules.Text,
        NotCompared = InputRules.NotCompared,
    };

    /// <summary>For what callers read: everything that may come has to be what was promised.</summary>
    public static SchemaRules Output { get; } = new()
    {
        Type = OutputRules.Type,
        Range = OutputRules.Range,
        Step = OutputRules.Step,
        Length = OutputRules.Length,
        Pattern = OutputRules.Pattern,
        Format = OutputRules.Format,
        UnknownFormat = OutputRules.UnknownFormat,
        Count = OutputRules.Count,
        Unique = OutputRules.Unique,
        Additional = OutputRules.Additional,
        Option = OutputRules.Option,
        Condition = OutputRules.Condition,
        Schema = OutputRules.Schema,
        Values = OutputRules.Values,
        ValuesFixed = OutputRules.ValuesFixed,
        ValuesOpened = OutputRules.ValuesOpened,
        ValuesReplaced = OutputRules.ValuesReplaced,
        Default = OutputRules.Default,
        Text = OutputRules.Text,
        NotCompared = OutputRules.NotCompared,
    };

    public required KeywordRules Type { get; init; }

    public required KeywordRules Range { get; init; }

    public required KeywordRules Step { get; init; }

    public required KeywordRules Length { get; init; }

    public required KeywordRules Pattern { get; init; }

    public required KeywordRules Format { get; init; }

    public required Rule UnknownFormat { get; init; }

    public required KeywordRules Count { get; init; }

    public required KeywordRules Unique { get; init; }

    public required KeywordRules Additional { get; init; }

    public required KeywordRules Option { get; init; }

    public required KeywordRules Condition { get; init; }

    public required KeywordRules Schema { get; init; }

    /// <summary>A value of an enum or const removed, or added.</summary>
    public required KeywordRules Values { get; init; }

    public required Rule ValuesFixed { get; init; }

    public required Rule ValuesOpened { get; init; }

    public required Rule ValuesReplaced { get; init; }

    public required Rule Default { get; init; }

    public required Rule Text { get; init; }

    public required Rule NotCompared { get; init; }
}
