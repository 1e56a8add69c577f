namespace McpAspire.Client.Compatibility.Rules;

/// <summary>
/// The shared rules of input and output schemas, with separate grades. A set that narrows and widens gets the worse grade.
/// </summary>
internal sealed class SchemaRules
{
    private readonly string _side;

    private SchemaRules(string side) => _side = side;

    /// <summary>For inputs: every value that was valid must stay valid.</summary>
    public static SchemaRules Input { get; } = new("input")
    {
        Type = Worse("input.type", "narrowed", "widened", "narrowed"),
        Additional = Worse("input.additional", "refused", "accepted", "refused"),
        Schema = Worse("input.schema", "refused", "accepted", "refused"),
        ValuesReplaced = "input.value.removed",
    };

    /// <summary>For outputs: every possible value must have been promised.</summary>
    public static SchemaRules Output { get; } = new("output")
    {
        Type = Worse("output.type", "narrowed", "widened", "changed"),
        Additional = Worse("output.additional", "closed", "opened", "opened"),
        Schema = Worse("output.schema", "never", "appeared", "appeared"),
        ValuesReplaced = "output.values.replaced",
    };

    public required KeywordRules Type { get; init; }

    public required KeywordRules Additional { get; init; }

    public required KeywordRules Schema { get; init; }

    public required string ValuesReplaced { get; init; }

    public KeywordRules Range => Of("range", "narrowed", "widened");

    public KeywordRules Step => Of("step", "narrowed", "widened");

    public KeywordRules Length => Of("length", "narrowed", "widened");

    public KeywordRules Count => Of("count", "narrowed", "widened");

    public KeywordRules Pattern => Worse($"{_side}.pattern", "added", "removed", "changed");

    public KeywordRules Format => Worse($"{_side}.format", "added", "removed", "changed");

    public KeywordRules Unique => Of("unique", "required", "dropped");

    public KeywordRules Option => Of("option", "removed", "added");

    public KeywordRules Condition => Of("condition", "added", "removed");

    /// <summary>A value of <c>enum</c> or <c>const</c> removed, or added.</summary>
    public KeywordRules Values => Of("value", "removed", "added");

    /// <summary>A rule without a counterpart, such as <c>text.changed</c>.</summary>
    public string this[string name] => $"{_side}.{name}";

    private KeywordRules Of(string name, string narrowed, string widened) =>
        Worse($"{_side}.{name}", narrowed, widened, _side == "input" ? narrowed : widened);

    private static KeywordRules Worse(string name, string narrowed, string widened, string changed) =>
        new($"{name}.{narrowed}", $"{name}.{widened}", $"{name}.{changed}");
}
