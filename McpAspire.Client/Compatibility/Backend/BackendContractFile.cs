using System.Text.Json;
using System.Text.Json.Nodes;
using McpAspire.Client.Compatibility.OpenApi;

namespace McpAspire.Client.Compatibility.Backend;

/// <summary>Reads and writes the contract of a server's calls to its backend, in canonical form.</summary>
internal static class BackendContractFile
{
    private const int MaxOperations = 5000;

    /// <exception cref="ContractException">
    /// The file does not exist, cannot be read, or is not a contract of kind <c>backend</c>; the message has the file, the position and the
    /// rule.
    /// </exception>
    public static async Task<BackendContract> ReadAsync(string path, CancellationToken cancellationToken) =>
        Parse(path, await BoundedJson.ReadFileAsync(path, "the file does not exist", cancellationToken));

    /// <param name="source">The file's name, for error messages.</param>
    /// <param name="utf8">The content.</param>
    /// <exception cref="ContractException">It is not a contract of kind <c>backend</c>.</exception>
    public static BackendContract Parse(string source, ReadOnlySpan<byte> utf8)
    {
        var parser = new ContractParser(source);
        var root = BoundedJson.Parse(source, utf8);
        var members = parser.Objects(root, string.Empty);
        parser.CheckFormat(members);
        if (parser.Text(parser.Member(members, string.Empty, "kind"), "/kind") != ContractParser.BackendKind)
        {
            throw parser.Wrong("/kind", "must be \"backend\" with --openapi");
        }

        members = parser.Members(root, string.Empty, "contract", "kind", "operations");
        var operations = parser.Objects(parser.Member(members, string.Empty, "operations"), "/operations");
        return operations.Count > MaxOperations
            ? throw parser.Wrong("/operations", $"must have at most {MaxOperations} operations")
            : new(operations.ToDictionary(static one => one.Key, one => Operation(parser, one.Key, one.Value), StringComparer.Ordinal));
    }

    /// <summary>The file of a contract: sorted, indented, with a line break at the end.</summary>
    public static string Write(BackendContract contract) => CanonicalJson.ToFile(CanonicalJson.Object(
        ("contract", ContractFile.Format),
        ("kind", ContractParser.BackendKind),
        ("operations", CanonicalJson.Object(
            contract.Operations.OrderBy(static one => one.Key, StringComparer.Ordinal)
                .Select(static one => (one.Key, (JsonNode?)ToJson(one.Value)))))));

    private static BackendOperation Operation(ContractParser parser, string name, JsonElement element)
    {
        var pointer = ContractParser.Pointer("/operations", name);
        var members = parser.Members(
            element, pointer, [.. OpenApiParameter.Places, "body", "statuses", "response"]);
        return name.Split(' ') is [{ Length: > 0 } method, ['/', ..] path] && method.All(char.IsAsciiLetterUpper)
            ? new()
            {
                Method = method,
                Path = path,
                Parameters = OpenApiParameter.Places.Where(members.ContainsKey)
                    .ToDictionary(static place => place, place => parser.Schema(members[place], ContractParser.Pointer(pointer, place))),
                Body = Body(parser, members, pointer, "body"),
                Statuses = Statuses(parser, parser.Member(members, pointer, "statuses"), ContractParser.Pointer(pointer, "statuses")),
                Response = Body(parser, members, pointer, "response"),
            }
            : throw parser.Wrong(pointer, "must be named by method and path, such as \"GET /users/{id}\"");
    }

    private static BackendBody? Body(ContractParser parser, Dictionary<string, JsonElement> members, string parent, string name)
    {
        if (!members.TryGetValue(name, out var element))
        {
            return null;
        }

        var pointer = ContractParser.Pointer(parent, name);
        var body = parser.Members(element, pointer, "content_type", "schema");
        return new(
            parser.Text(parser.Member(body, pointer, "content_type"), ContractParser.Pointer(pointer, "content_type")),
            parser.Schema(parser.Member(body, pointer, "schema"), ContractParser.Pointer(pointer, "schema")));
    }

    private static List<int> Statuses(ContractParser parser, JsonElement element, string pointer) =>
        element.ValueKind == JsonValueKind.Array
            ? [.. element.EnumerateArray().Select((one, index) => Status(parser, one, $"{pointer}/{index}")).Distinct().Order()]
            : throw parser.Wrong(pointer, "must be an array of HTTP statuses");

    private static int Status(ContractParser parser, JsonElement element, string pointer) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out var status) && status is >= 100 and <= 599
            ? status
            : throw parser.Wrong(pointer, "must be an HTTP status, 100 to 599");

    private static JsonObject ToJson(BackendOperation operation) => CanonicalJson.Object(
    [
        .. OpenApiParameter.Places.Where(operation.Parameters.ContainsKey)
            .Select(place => (place, CanonicalJson.Schema(operation.Parameters[place]))),
        ("body", ToJson(operation.Body)),
        ("statuses", new JsonArray([.. operation.Statuses.Order().Select(static status => (JsonNode)status)])),
        ("response", ToJson(operation.Response)),
    ]);

    private static JsonObject? ToJson(BackendBody? body) =>
        body is null ? null : CanonicalJson.Object(("content_type", body.ContentType), ("schema", CanonicalJson.Schema(body.Schema)));
}
