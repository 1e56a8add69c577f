using System.Text.Json.Nodes;

namespace McpAspire.Tests.OpenApi;

/// <summary>The server does not start half: one message names every fault with its file and place.</summary>
[Trait("Category", "Integration")]
[Trait("Server", "Program")]
public sealed class StartupTests
{
    private const string Document = """
        openapi: 3.0.3
        info: { title: Shop, version: "1" }
        paths:
          /one: { get: { operationId: one, responses: { "204": { description: "" } } } }
          /two: { get: { operationId: twice, responses: { "204": { description: "" } } } }
          /three: { get: { operationId: twice, responses: { "204": { description: "" } } } }
          /file:
            post: { operationId: upload, requestBody: { content: { multipart/form-data: { schema: { type: object } } } },
              responses: { "204": { description: "" } } }
          /picture: { get: { operationId: picture, responses: { "200": { description: "", content: { image/png: {} } } } } }
          /nowhere:
            get: { operationId: nowhere, parameters: [{ name: a, in: query, schema: { $ref: "#/components/schemas/None" } }],
              responses: { "204": { description: "" } } }
          /outside:
            get: { operationId: outside, parameters: [{ name: a, in: query, schema: { $ref: "http://127.0.0.1:1/x.json#/A" } }],
              responses: { "204": { description: "" } } }
          /session:
            get: { operationId: session, parameters: [{ name: s, in: cookie, required: true, schema: { type: string } }],
              responses: { "204": { description: "" } } }
          /gap/{id}: { get: { operationId: gap, responses: { "204": { description: "" } } } }
          /cycle:
            get: { operationId: cycle, parameters: [{ $ref: "#/components/parameters/A" }], responses: { "204": { description: "" } } }
          /loop:
            get: { operationId: loop, parameters: [{ name: a, in: query, schema: { $ref: "#/components/schemas/Pet" } }],
              responses: { "204": { description: "" } } }
          /deep:
            get: { operationId: deep, parameters: [{ name: a, in: query, schema: DEEP }], responses: { "204": { description: "" } } }
          /big: { get: { operationId: big, description: "BIG", responses: { "204": { description: "" } } } }
        components:
          parameters: { A: { $ref: "#/components/parameters/B" }, B: { $ref: "#/components/parameters/A" } }
          schemas:
            Pet: { oneOf: [{ $ref: "#/components/schemas/Cat" }, { type: string }] }
            Cat: { allOf: [{ $ref: "#/components/schemas/Pet" }, { $ref: "#/components/schemas/Name" }] }
            Name: { type: object, properties: { pet: { $ref: "#/components/schemas/Cat" } } }
        """;

    private static readonly string[] Operations =
        ["one", "twice", "upload", "picture", "nowhere", "outside", "session", "gap", "cycle", "loop", "deep", "big", "none", "GET /two"];

    [Fact]
    public async Task Every_fault_is_in_one_message()
    {
        var folder = Directory.CreateTempSubdirectory();
        var cancellation = Cancellation;
        await File.WriteAllTextAsync(
            Path.Combine(folder.FullName, "shop.yaml"),
            Document.Replace("BIG", new string('x', 20_000), StringComparison.Ordinal)
                .Replace("DEEP", Nested("{ items: ", 50), StringComparison.Ordinal),
            cancellation);
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "broken.json"), "{ not json", cancellation);
        var tools = new JsonObject(
            Operations.Select(static name => KeyValuePair.Create(name, (JsonNode?)new JsonObject { ["Title"] = "t" })))
        {
            ["one"] = new JsonObject { ["Name"] = "get_user_profile" },
            ["GET /two"] = new JsonObject { ["Name"] = "Two", ["Titel"] = "typo" }
        };
        var apis = new JsonObject
        {
            ["shop"] = new JsonObject { ["Document"] = "shop.yaml", ["BaseAddress"] = "https://shop.example", ["Tools"] = tools },
            ["broken"] = new JsonObject
            {
                ["Document"] = "broken.json",
                ["BaseAddress"] = "ftp://x",
                ["Identity"] = "Caller",
                ["AppOnlyCallers"] = "1",
                ["Headers"] = new JsonObject { ["Host"] = "x" },
            },
            ["absent"] = new JsonObject
            {
                ["Document"] = "absent.json",
                ["BaseAddress"] = "https://x.example",
                ["Scopes"] = "https://management.azure.com/.default",
                ["Tools"] = new JsonObject { ["a"] = new JsonObject { ["Retry"] = true } },
            },
        };
        var file = Path.Combine(folder.FullName, "apis.json");
        await File.WriteAllTextAsync(file, new JsonObject { ["Apis"] = apis }.ToJsonString(), cancellation);

        var server = await ProgramUnderTest.RunAsync(
            "McpAspire.Server",
            [("APIS_FILE", file), ("BACKEND_API_URL", "http://127.0.0.1:9"), ("ASPNETCORE_ENVIRONMENT", "Development"), ("PORT", "0")]);

        Assert.Equal(1, server.ExitCode);
        Assert.StartsWith("McpAspire.Server cannot start; these settings are wrong:\n", server.Error, StringComparison.Ordinal);
        string[] faults =
        [
            "Apis:shop:Tools:one: a tool named get_user_profile already exists",
            "Apis:shop:Tools:twice: twice in shop.yaml is the name of 2 operations",
            "Apis:shop:Tools:upload: upload in shop.yaml takes a body of multipart/form-data",
            "Apis:shop:Tools:picture: picture in shop.yaml returns image/png",
            "Apis:shop:Tools:nowhere: nowhere in shop.yaml refers to #/components/schemas/None, which does "
                + "not exist",
            "Apis:shop:Tools:outside: outside in shop.yaml refers to http://127.0.0.1:1/x.json",
            "Apis:shop:Tools:session: session in shop.yaml requires s in cookie",
            "Apis:shop:Tools:gap: gap in shop.yaml has a path with {id}, which is not one of its parameters",
            "Apis:shop:Tools:cycle: cycle in shop.yaml",
            "Apis:shop:Tools:loop: loop in shop.yaml has the schema Pet, which contains itself without a member "
                + "or an item in between",
            "Apis:shop:Tools:deep: deep in shop.yaml has a schema with more than 50 levels",
            "Apis:shop:Tools:big: the definition of big in shop.yaml has 20",
            "Apis:shop:Tools:none: none in shop.yaml is not an operation of the document",
            "Apis:shop:Tools:GET /two: GET /two in shop.yaml would become a tool named Two",
            "Apis:shop:Tools:GET /two:Titel is not a setting",
            "Apis:broken:Document: broken.json is not an OpenAPI document",
            "Apis:broken:BaseAddress must be an absolute http or https URL",
            "Apis:broken:Scopes is required with the identity Caller",
            "Apis:broken:AppOnlyCallers must be Refuse or Server",
            "AUTHORIZATION_MODE (Authorization:Mode) must be EntraId with Apis:broken:Identity=Caller",
            "Apis:broken: the header Host cannot be set",
            "Apis:broken:Tools is required",
            "Apis:absent:Document: absent.json cannot be read",
            "Apis:absent:Scopes must not name Azure's management plane",
        ];
        Assert.All(faults, fault => Assert.Contains($"  - {fault}", server.Error, StringComparison.Ordinal));
        folder.Delete(recursive: true);
    }

    private static string Nested(string start, int levels) =>
        string.Concat(Enumerable.Repeat(start, levels)) + "{}" + string.Concat(Enumerable.Repeat(" }", levels));
}
