using System.Text.Json;
using McpAspire.Client.Connection;
using McpAspire.ServiceDefaults.OpenApi;
using ModelContextProtocol.Protocol;

namespace McpAspire.Client.Compatibility;

/// <summary>Parses and validates a contract.</summary>
/// <param name="source">The file's name, for error messages.</param>
internal sealed class ContractParser(string source)
{
    /// <summary>The kind of contracts with a backend.</summary>
    public const string BackendKind = "backend";

    public Contract Read(JsonElement root)
    {
        var members = Objects(root, string.Empty);
        CheckFormat(members);
        var kind = Text(Member(members, string.Empty, "kind"), "/kind") switch
        {
            "server" => ContractKind.Server,
            "client" => ContractKind.Client,
            BackendKind =>
                throw Wrong("/kind", "is \"backend\": to compare it with the backend's OpenAPI document, use --openapi"),
            _ => throw Wrong("/kind", "must be \"server\" or \"client\""),
        };
        members = Members(root, string.Empty, "contract", "kind", "server", "protocol_revisions", "tools");
        var tools = Objects(Member(members, string.Empty, "tools"), "/tools");
        return tools.Count > ToolListing.MaxTools
            ? throw Wrong("/tools", $"must have at most {ToolListing.MaxTools} tools")
            : new(
                kind,
                Text(Member(members, string.Empty, "server"), "/server"),
                Texts(Member(members, string.Empty, "protocol_revisions"), "/protocol_revisions"),
                tools.ToDictionary(static tool => tool.Key, tool => Tool(tool.Value, Pointer("/tools", tool.Key)), StringComparer.Ordinal));
    }

    /// <exception cref="ContractException">The file has another format.</exception>
    public void CheckFormat(Dictionary<string, JsonElement> members)
    {
        var format = Member(members, string.Empty, "contract");
        if (format.ValueKind != JsonValueKind.Number || !format.TryGetInt32(out var number) || number != ContractFile.Format)
        {
            throw Wrong("/contract", $"must be {ContractFile.Format}, the only format of contract files");
        }
    }

    /// <summary>A tool's limits, in a contract or in <c>_meta</c>.</summary>
    public ToolLimits Limits(JsonElement element, string pointer, bool isStrict = true)
    {
        var members = isStrict ? Members(element, pointer, "deadline_seconds", "result_bytes") : Objects(element, pointer);
        double? seconds = null;
        long? bytes = null;
        if (members.TryGetValue("deadline_seconds", out var deadline))
        {
            seconds = deadline.ValueKind == JsonValueKind.Number
                && deadline.TryGetDouble(out var value)
                && value > 0
                && double.IsFinite(value)
                ? value
                : throw Wrong(Pointer(pointer, "deadline_seconds"), "must be a number greater than 0");
        }

        if (members.TryGetValue("result_bytes", out var size))
        {
            bytes = size.ValueKind == JsonValueKind.Number && size.TryGetInt64(out var value) && value > 0
                ? value
                : throw Wrong(Pointer(pointer, "result_bytes"), "must be a whole number greater than 0");
        }

        return new() { DeadlineSeconds = seconds, ResultBytes = bytes };
    }

    public IReadOnlyList<string> Texts(JsonElement element, string pointer) => element.ValueKind == JsonValueKind.Array
        ? [
            .. element.EnumerateArray()
                .Select((one, index) => Text(one, $"{pointer}/{index}"))
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)]
        : throw Wrong(pointer, "must be an array of strings");

    public static string Pointer(string parent, string name) => $"{parent}/{JsonPointer.Escape(name)}";

    private ToolContract Tool(JsonElement element, string pointer)
    {
        var members = Members(element, pointer, "title", "description", "annotations", "input_schema", "output_schema", "errors", "limits");
        return new()
        {
            Title = Find(members, "title", pointer, Text),
            Description = Find(members, "description", pointer, Text),
            Annotations = Find(members, "annotations", pointer, Hints),
            InputSchema = Schema(Member(members, pointer, "input_schema"), Pointer(pointer, "input_schema")),
            OutputSchema = members.TryGetValue("output_schema", out var output) ? Schema(output, Pointer(pointer, "output_schema")) : null,
            Errors = Find(members, "errors", pointer, Texts),
            Limits = Find(members, "limits", pointer, (limits, at) => Limits(limits, at)),
        };
    }

    private ToolAnnotations Hints(JsonElement element, string pointer)
    {
        var members = Members(element, pointer, "title", "readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint");
        return new()
        {
            Title = Find(members, "title", pointer, Text),
            ReadOnlyHint = Flag(members, "readOnlyHint", pointer),
            DestructiveHint = Flag(members, "destructiveHint", pointer),
            IdempotentHint = Flag(members, "idempotentHint", pointer),
            OpenWorldHint = Flag(members, "openWorldHint", pointer),
        };
    }

    public JsonElement Schema(JsonElement element, string pointer)
    {
        CheckNames(element, pointer);
        return element.ValueKind is JsonValueKind.Object or JsonValueKind.True or JsonValueKind.False
            ? element
            : throw Wrong(pointer, "must be a JSON schema: an object, true or false");
    }

    /// <summary>Rejects duplicate members, which are ambiguous.</summary>
    private void CheckNames(JsonElement element, string pointer)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var (name, value) in Objects(element, pointer))
            {
                CheckNames(value, Pointer(pointer, name));
            }
        }
        else if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var (index, value) in element.EnumerateArray().Index())
            {
                CheckNames(value, $"{pointer}/{index}");
            }
        }
    }

    public Dictionary<string, JsonElement> Members(JsonElement element, string pointer, params string[] known)
    {
        var members = Objects(element, pointer);
        return members.Keys.FirstOrDefault(name => !known.Contains(name)) is { } unknown
            ? throw Wrong(Pointer(pointer, unknown), $"is unknown; known are {string.Join(", ", known)}")
            : members;
    }

    public Dictionary<string, JsonElement> Objects(JsonElement element, string pointer)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw Wrong(pointer, "must be an object");
        }

        var members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in element.EnumerateObject())
        {
            if (!members.TryAdd(member.Name, member.Value))
            {
                throw Wrong(Pointer(pointer, member.Name), "must appear only once");
            }
        }

        return members;
    }

    public JsonElement Member(Dictionary<string, JsonElement> members, string pointer, string name) =>
        members.TryGetValue(name, out var member) ? member : throw Wrong(Pointer(pointer, name), "is missing");

    private static T? Find<T>(Dictionary<string, JsonElement> members, string name, string pointer, Func<JsonElement, string, T> read)
        where T : class => members.TryGetValue(name, out var member) ? read(member, Pointer(pointer, name)) : null;

    private bool? Flag(Dictionary<string, JsonElement> members, string name, string pointer) =>
        !members.TryGetValue(name, out var flag) ? null
        : flag.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? flag.GetBoolean()
            : throw Wrong(Pointer(pointer, name), "must be true or false");

    public string Text(JsonElement element, string pointer) =>
        element.ValueKind == JsonValueKind.String && element.GetString() is { Length: > 0 } text
            ? text
            : throw Wrong(pointer, "must be a non-empty string");

    public ContractException Wrong(string pointer, string rule) => new(source, pointer, rule);
}
