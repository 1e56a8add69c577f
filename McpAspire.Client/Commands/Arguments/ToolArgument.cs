using McpAspire.Client.Terminal;
using ModelContextProtocol.Protocol;

namespace McpAspire.Client.Commands.Arguments;

/// <summary>One argument of a tool, as its input schema describes it, and the flag that gives it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Required">Whether it must be given.</param>
/// <param name="Schema">What it may be.</param>
internal sealed record ToolArgument(string Name, bool Required, ArgumentSchema Schema)
{
    // What a flag cannot be, because the commands have it.
    private static readonly string[] Taken =
        ["--server", "--timeout", "--json", "--input", "--help", "--version", "--calls", "--duration", "--connections", "--rate", "--allow-writes", "--max-error-rate"];

    /// <summary>The flag: <c>user_id</c> is <c>--user-id</c>. One whose flag the commands need for themselves is <c>--arg-name</c>.</summary>
    public string Flag { get; } = ToFlag(Name);

    /// <summary>The same flag with the name as it is, <c>--user_id</c>.</summary>
    public string Alias => ToFlag(Name)[..^Name.Length] + Name;

    public bool IsArray => Schema.Types.Contains("array");

    /// <summary>Whether the flag alone says true.</summary>
    public bool IsSwitch => Schema.Types.Contains("boolean") && Schema.Types.All(static type => type is "boolean" or "null");

    /// <summary>What stands for the value in help: <c>TEXT</c>, <c>INTEGER</c>, …</summary>
    public string Placeholder => IsArray ? $"{Word(Schema.Items)}…" : Word(Schema);

    /// <summary>The arguments of a tool: those that must be given first, then in the order of the schema.</summary>
    public static IReadOnlyList<ToolArgument> Of(Tool tool)
    {
        var schema = ArgumentSchema.Of(tool.InputSchema);
        var required = schema.Required;
        return [.. schema.Properties.Select(property => new ToolArgument(property.Key, required.Contains(property.Key), property.Value)).OrderBy(static argument => !argument.Required)];
    }

    /// <summary>What a value must be, in a few words.</summary>
    public IEnumerable<string> Rules() => SchemaWords.Rules(Schema);

    private static string ToFlag(string name)
    {
        var plain = $"--{name.Replace('_', '-')}";
        return Array.Exists(Taken, taken => taken.Equals(plain, StringComparison.OrdinalIgnoreCase)) ? $"--arg-{name.Replace('_', '-')}" : plain;
    }

    private static string Word(ArgumentSchema? schema) => schema is null ? "VALUE"
        : schema.Values is { Count: > 0 and <= 4 } values && string.Join('|', values.Select(SchemaWords.Value)) is { Length: <= 30 } choice ? SafeText.Line(choice)
        : schema.Types.FirstOrDefault(static type => type != "null") switch
        {
            "string" => "TEXT",
            "integer" => "INTEGER",
            "number" => "NUMBER",
            "boolean" => "true|false",
            "object" or "array" => "JSON",
            _ => "VALUE",
        };
}
