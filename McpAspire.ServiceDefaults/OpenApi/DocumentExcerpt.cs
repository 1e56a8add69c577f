using System.Buffers;
using System.Text.Json;

namespace McpAspire.ServiceDefaults.OpenApi;

/// <summary>Reduces a document to some of its operations and what they refer to: most APIs have many more than are offered.</summary>
internal sealed class DocumentExcerpt
{
    private static readonly HashSet<string> Methods = new(
        ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"], StringComparer.Ordinal);

    private readonly JsonElement _root;
    private readonly IReadOnlyCollection<string> _operations;
    private readonly HashSet<(string Section, string Name)> _kept = [];
    private readonly Queue<JsonElement> _pending = [];

    private DocumentExcerpt(JsonElement root, IReadOnlyCollection<string> operations) => (_root, _operations) = (root, operations);

    /// <param name="content">The document, as JSON.</param>
    /// <param name="operations">Names of operations, or their methods and paths.</param>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static byte[] Of(byte[] content, IReadOnlyCollection<string> operations)
    {
        using var document = JsonDocument.Parse(content);
        var excerpt = new DocumentExcerpt(document.RootElement, operations);
        excerpt.Collect();
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            excerpt.Write(writer);
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static JsonElement.ObjectEnumerator Members(JsonElement element) =>
        element.ValueKind is JsonValueKind.Object ? element.EnumerateObject() : default;

    private static JsonElement Member(JsonElement element, string name) =>
        element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : default;

    /// <summary>Operations behind a reference or of other methods are not looked at: their paths stay.</summary>
    private bool IsChosen(JsonProperty path) => Members(path.Value).Any(member =>
        member.Name is "$ref" or "additionalOperations" || (Methods.Contains(member.Name) && IsChosen(path.Name, member)));

    private bool IsChosen(string path, JsonProperty operation) =>
        _operations.Contains($"{operation.Name.ToUpperInvariant()} {path}")
        || (Member(operation.Value, "operationId") is { ValueKind: JsonValueKind.String } id && _operations.Contains(id.GetString()));

    private IEnumerable<JsonProperty> Parts(JsonProperty path) => Members(path.Value).Where(member =>
        !Methods.Contains(member.Name) || _kept.Contains(("paths", path.Name)) || IsChosen(path.Name, member));

    private void Collect()
    {
        foreach (var part in Members(Member(_root, "paths")).Where(IsChosen).SelectMany(Parts))
        {
            _pending.Enqueue(part.Value);
        }

        while (_pending.TryDequeue(out var next))
        {
            Scan(next);
        }
    }

    private void Scan(JsonElement element)
    {
        if (element.ValueKind is JsonValueKind.String && element.GetString() is ['#', '/', ..] reference)
        {
            Keep(JsonPointer.Split(reference));
        }

        foreach (var member in Members(element))
        {
            Scan(member.Value);
        }

        foreach (var item in element.ValueKind is JsonValueKind.Array ? element.EnumerateArray() : [])
        {
            Scan(item);
        }
    }

    private void Keep(string[] names)
    {
        (string Section, JsonElement Parent, string Name) found = names switch
        {
            ["components", var kind, var key, ..] => (kind, Member(Member(_root, "components"), kind), key),
            [var kind, var key, ..] => (kind, Member(_root, kind), key),
            _ => default,
        };
        var (section, parent, name) = found;
        if (name is not null && Member(parent, name) is { ValueKind: not JsonValueKind.Undefined } part && _kept.Add((section, name)))
        {
            _pending.Enqueue(part);
        }
    }

    private void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        foreach (var member in Members(_root))
        {
            switch (member)
            {
                case { Name: "paths" }:
                    WriteObject(writer, member, paths => paths.Where(IsKept), WritePath);
                    break;
                case { Name: "components" }:
                    WriteObject(writer, member, static sections => sections, WriteSection);
                    break;
                case { Name: "definitions" or "parameters" or "responses" }:
                    WriteSection(writer, member);
                    break;
                case { Name: "tags" or "webhooks" } or { Name: ['x', '-', ..] }:
                    break;
                default:
                    member.WriteTo(writer);
                    break;
            }
        }

        writer.WriteEndObject();
    }

    private bool IsKept(JsonProperty path) => IsChosen(path) || _kept.Contains(("paths", path.Name));

    private void WritePath(Utf8JsonWriter writer, JsonProperty path) =>
        WriteObject(writer, path, _ => Parts(path), static (writer, part) => part.WriteTo(writer));

    private void WriteSection(Utf8JsonWriter writer, JsonProperty section) => WriteObject(
        writer,
        section,
        parts => parts.Where(part => section.Name is "securitySchemes" || _kept.Contains((section.Name, part.Name))),
        static (writer, part) => part.WriteTo(writer));

    private static void WriteObject(
        Utf8JsonWriter writer,
        JsonProperty member,
        Func<IEnumerable<JsonProperty>, IEnumerable<JsonProperty>> choose,
        Action<Utf8JsonWriter, JsonProperty> write)
    {
        writer.WriteStartObject(member.Name);
        foreach (var part in choose(Members(member.Value)))
        {
            write(writer, part);
        }

        writer.WriteEndObject();
    }
}
