using McpAspire.Client.Compatibility.Schemas;
using McpAspire.Client.Terminal;
using ModelContextProtocol.Protocol;

namespace McpAspire.Client.Commands.Arguments;

/// <summary>One argument of a tool, and its flag.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsRequired">Whether it is required.</param>
/// <param name="Schema">Its values.</param>
/// <param name="Flag">
/// The flag: <c>--user-id</c> for <c>user_id</c>, <c>--arg-server</c> if the command has the same option, and <see langword="null"/> for a
/// name that cannot be a flag, which requires <c>--input</c>.
/// </param>
internal sealed record ToolArgument(string Name, bool IsRequired, ArgumentSchema Schema, string? Flag)
{
    private const int MaxFlagName = 100;

    /// <summary>The flags of the commands themselves.</summary>
    private static readonly HashSet<string> Reserved = new(
        [
            "--server", "--timeout", "--json", "--token-env", "--header", "--input", "--help", "--version", "--calls", "--duration",
            "--connections", "--rate",
            "--allow-writes", "--max-error-rate",
        ],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>The flag with the unchanged name, such as <c>--user_id</c>.</summary>
    public string? Alias => Flag is null ? null : Flag[..^Name.Length] + Name;

    public bool IsArray => Schema.Types != JsonTypes.All && Schema.Types.HasFlag(JsonTypes.Array);

    /// <summary>Whether the flag without a value means true.</summary>
    public bool IsSwitch => (Schema.Types & ~JsonTypes.Null) == JsonTypes.Boolean;

    /// <summary>The placeholder of the value in help: <c>TEXT</c>, <c>INTEGER</c>, …</summary>
    public string Placeholder => IsArray ? $"{Word(Schema.Items)}…" : Word(Schema);

    /// <summary>The arguments of a tool: the required ones first, then in the order of the schema.</summary>
    public static IReadOnlyList<ToolArgument> Of(Tool tool)
    {
        var schema = ArgumentSchema.Of(tool.InputSchema);
        var required = schema.Required;
        var flags = new HashSet<string>(StringComparer.Ordinal);
        return
        [
            .. schema.Properties
                .Select(
                    property =>
                        new ToolArgument(property.Key, required.Contains(property.Key), property.Value, ToFlag(property.Key, flags)))
                .OrderBy(static argument => !argument.IsRequired),
        ];
    }

    private static string? ToFlag(string name, HashSet<string> flags)
    {
        if (name.Length is 0 or > MaxFlagName
            || !name.All(static character => char.IsLetterOrDigit(character) || character is '_' or '-' or '.' or '$' or '@'))
        {
            return null;
        }

        var plain = $"--{name.Replace('_', '-')}";
        var flag = Reserved.Contains(plain) ? $"--arg-{plain[2..]}" : plain;

        // The first of several names with the same flag, such as user_id and user-id, gets it.
        var alias = flag[..^name.Length] + name;
        return !flags.Contains(flag) && !flags.Contains(alias) && flags.Add(flag) && (alias == flag || flags.Add(alias)) ? flag : null;
    }

    private static string Word(ArgumentSchema? schema)
    {
        if (schema?.Values is { Count: > 0 and <= 4 } values
            && string.Join('|', values.Select(SchemaWords.Value)) is { Length: <= 30 } choice)
        {
            return SafeText.Line(choice);
        }

        return schema is null || schema.Types == JsonTypes.All ? "VALUE"
            : schema.Types.HasFlag(JsonTypes.Text) ? "TEXT"
            : schema.Types.HasFlag(JsonTypes.Fraction) ? "NUMBER"
            : schema.Types.HasFlag(JsonTypes.Integer) ? "INTEGER"
            : schema.Types.HasFlag(JsonTypes.Boolean) ? "true|false"
            : (schema.Types & (JsonTypes.Object | JsonTypes.Array)) != JsonTypes.None ? "JSON"
            : "VALUE";
    }
}
