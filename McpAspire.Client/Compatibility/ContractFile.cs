using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using McpAspire.Client.Terminal;

namespace McpAspire.Client.Compatibility;

/// <summary>Reads and writes contract files in canonical form, so that files differ only if the contracts do.</summary>
internal static class ContractFile
{
    /// <summary>The version of the file format.</summary>
    public const int Format = 1;

    public static readonly JsonWriterOptions Indented = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <exception cref="ContractException">
    /// The file does not exist, cannot be read, or is not a contract; the message has the file, the position and the rule.
    /// </exception>
    public static async Task<Contract> ReadAsync(string path, CancellationToken cancellationToken) =>
        Parse(path, await BoundedJson.ReadFileAsync(path, "the file does not exist; 'contract approve' creates it", cancellationToken));

    /// <param name="source">The file's name, for error messages.</param>
    /// <param name="utf8">The content.</param>
    /// <exception cref="ContractException">It is not a contract.</exception>
    public static Contract Parse(string source, ReadOnlySpan<byte> utf8) =>
        new ContractParser(source).Read(BoundedJson.Parse(source, utf8));

    /// <summary>The file of a contract: sorted, indented, with a line break at the end.</summary>
    public static string Write(Contract contract)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Indented))
        {
            json.WriteStartObject();
            json.WriteNumber("contract", Format);
            json.WriteString("kind", contract.Kind == ContractKind.Server ? "server" : "client");
            json.WriteString("server", contract.Server);
            WriteStrings(json, "protocol_revisions", contract.ProtocolRevisions);
            json.WriteStartObject("tools");
            foreach (var (name, tool) in contract.Tools.OrderBy(static tool => tool.Key, StringComparer.Ordinal))
            {
                json.WritePropertyName(name);
                WriteTool(json, tool);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return $"{SafeText.Json(Encoding.UTF8.GetString(buffer.ToArray()))}\n";
    }

    private static void WriteTool(Utf8JsonWriter json, ToolContract tool)
    {
        json.WriteStartObject();
        WriteText(json, "title", tool.Title);
        WriteText(json, "description", tool.Description);
        if (tool.Annotations is { } hints)
        {
            json.WriteStartObject("annotations");
            WriteText(json, "title", hints.Title);
            WriteFlag(json, "readOnlyHint", hints.ReadOnlyHint);
            WriteFlag(json, "destructiveHint", hints.DestructiveHint);
            WriteFlag(json, "idempotentHint", hints.IdempotentHint);
            WriteFlag(json, "openWorldHint", hints.OpenWorldHint);
            json.WriteEndObject();
        }

        json.WritePropertyName("input_schema");
        CanonicalSchema.Write(json, tool.InputSchema);
        if (tool.OutputSchema is { } output)
        {
            json.WritePropertyName("output_schema");
            CanonicalSchema.Write(json, output);
        }

        if (tool.Errors is { } errors)
        {
            WriteStrings(json, "errors", errors);
        }

        if (tool.Limits is { } limits)
        {
            json.WriteStartObject("limits");
            if (limits.DeadlineSeconds is { } seconds)
            {
                json.WriteNumber("deadline_seconds", seconds);
            }

            if (limits.ResultBytes is { } bytes)
            {
                json.WriteNumber("result_bytes", bytes);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteStrings(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, text);
        }
    }

    private static void WriteFlag(Utf8JsonWriter json, string name, bool? flag)
    {
        if (flag is { } value)
        {
            json.WriteBoolean(name, value);
        }
    }
}
