using System.Text.Json;
using System.Text.Json.Nodes;
using McpAspire.Client.Commands;
using McpAspire.Client.Compatibility.Backend;

namespace McpAspire.Tests.Contracts.Backend;

/// <summary>The gate's findings when the backend's document no longer matches the server's calls.</summary>
[Trait("Category", "Contract")]
public sealed class BackendDriftTests : IDisposable
{
    private static readonly string ContractPath = Repository.PathOf("McpAspire.Server", "backend-contract.json");

    private readonly string _document = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    public static TheoryData<string> DriftNames() => [.. Drifts.All.Select(static drift => drift.Name)];

    public static TheoryData<string> HarmlessNames() => [.. Drifts.Harmless.Keys];

    public void Dispose() => File.Delete(_document);

    [Theory]
    [MemberData(nameof(DriftNames))]
    public async Task Names_the_operation_the_field_the_rule_and_the_consequence(string backend)
    {
        var drift = Drifts.All.Single(drift => drift.Name == backend);
        await WriteAsync(drift.Change);

        var run = await CheckAsync("--format", "json", "--strict");

        Assert.True(run.Error.Length == 0, run.Error);
        var finding = Assert.Single(
            JsonElement.Parse(run.Output).GetProperty("findings").EnumerateArray(),
            one => one.GetProperty("consequence").GetString() == drift.Sentence);
        Assert.Equal((drift.Rule, drift.Grade), (finding.GetProperty("rule").GetString(), finding.GetProperty("grade").GetString()));
        Assert.Equal(drift.Hint, finding.TryGetProperty("hint", out var hint) ? hint.GetString() : null);
        Assert.Equal(drift.Grade == "breaking" ? ExitCode.Failure : ExitCode.Risky, run.ExitCode);
    }

    [Theory]
    [MemberData(nameof(HarmlessNames))]
    public async Task Reports_nothing_for_harmless_changes(string change)
    {
        await WriteAsync(Drifts.Harmless[change]);

        var run = await CheckAsync("--format", "json", "--strict");

        Assert.True(
            run.ExitCode == ExitCode.Success && run.Output.Contains("\"verdict\": \"same\"", StringComparison.Ordinal),
            run.Output + run.Error);
    }

    [Fact]
    public async Task Reads_a_document_of_OpenAPI_3_0()
    {
        await WriteAsync(static document =>
        {
            ToVersion30(document["components"]!);
            ToVersion30(document["paths"]!);
            document["openapi"] = "3.0.3";
        });

        var run = await CheckAsync("--format", "json", "--strict");

        Assert.True(
            run.ExitCode == ExitCode.Success && run.Output.Contains("\"verdict\": \"same\"", StringComparison.Ordinal),
            run.Output + run.Error);
    }

    [Theory]
    [InlineData("""{"type":"string","nullable":true}""", "output.type.widened")]
    [InlineData("""{"$ref":"#/components/schemas/Name","nullable":true}""", null)]
    [InlineData("""{"type":"string","example":"Ada","xml":{"name":"n"},"x-order":1}""", null)]
    public async Task Keywords_of_OpenAPI_3_0_keep_their_meaning(string name, string? rule)
    {
        await WriteAsync(document =>
        {
            document["openapi"] = "3.0.3";
            document["components"]!["schemas"]!["Name"] = JsonNode.Parse("""{"type":"string"}""");
            document["components"]!["schemas"]!["User"]!["properties"]!["name"] = JsonNode.Parse(name);
        });

        Assert.Equal(rule, await RuleAtAsync("response.name"));
    }

    [Theory]
    [InlineData("""{"type":"integer","minimum":0,"exclusiveMinimum":true,"maximum":100}""", null)]
    [InlineData("""{"type":"integer","minimum":1,"exclusiveMinimum":true,"maximum":100}""", "input.range.narrowed")]
    [InlineData("""{"type":"integer","minimum":1,"maximum":100,"exclusiveMaximum":true}""", "input.range.narrowed")]
    [InlineData("""{"type":"integer","minimum":1,"exclusiveMinimum":false,"maximum":100}""", null)]
    public async Task The_limits_of_3_0_become_those_of_JSON_Schema(string limit, string? rule)
    {
        await WriteAsync(document =>
        {
            document["openapi"] = "3.0.3";
            document["paths"]!["/users"]!["get"]!["parameters"]![1]!["schema"] = JsonNode.Parse(limit);
        });

        Assert.Equal(rule, await RuleAtAsync("query.limit"));
    }

    [Theory]
    [InlineData("not JSON", "is not JSON at line 1")]
    [InlineData("[]", "must be an object")]
    [InlineData("{}", "/openapi: is missing: this is not an OpenAPI document")]
    [InlineData("""{"swagger":"2.0"}""", "/openapi: is missing: this is not an OpenAPI document")]
    [InlineData("""{"openapi":"4.0.0","paths":{}}""", "/openapi: must be 3.0 or 3.1")]
    [InlineData("""{"openapi":"3.1.0"}""", "/paths: is missing")]
    [InlineData("""{"openapi":"3.1.0","paths":{"/users":{"get":{}}}}""", "/paths/~1users/get: must have responses")]
    [InlineData(
        """{"openapi":"3.1.0","paths":{"/users":{"get":{"responses":{"200":{"$ref":"#/components/responses/none"}}}}}}""",
        "/paths/~1users/get/responses/200: refers to #/components/responses/none, which does not exist")]
    [InlineData(
        """{"openapi":"3.1.0","paths":{"/users":{"get":{"responses":{"200":{"$ref":"other.json"}}}}}}""",
        "/paths/~1users/get/responses/200: refers to other.json: references to other documents and circular references are not supported")]
    [InlineData(
        """{"openapi":"3.1.0","paths":{"/users":{"get":{"parameters":[{"name":"x","in":"body"}],"responses":{}}}}}""",
        "/paths/~1users/get/parameters/0: must have \"in\": path, query, header or cookie")]
    [InlineData(
        """{"openapi":"3.1.0","paths":{"/users/{a}":{"get":{"responses":{}}},"/users/{b}":{"get":{"responses":{}}}}}""",
        "/paths/~1users~1{b}/get: is the same operation as another: their paths differ only in the names of parameters")]
    [InlineData(
        """{"openapi":"3.1.0","paths":{"/users":{"get":{"responses":{"200":"""
            + """{"content":{"application/json":{"schema":{"$ref":"#/none"}}}}}}}}}""",
        "/paths/~1users/get/responses/200/content/application~1json/schema/$ref: refers to #/none, which does not exist")]
    public async Task Rejects_a_document_that_cannot_be_compared_with_location_and_rule(string document, string rule)
    {
        await File.WriteAllTextAsync(_document, document, Cancellation);

        var run = await CheckAsync();

        Assert.Equal(ExitCode.CouldNotRun, run.ExitCode);
        Assert.Contains(_document, run.Error, StringComparison.Ordinal);
        Assert.EndsWith($"{rule}\n", run.Error.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rejects_a_document_that_is_too_large()
    {
        await using (var file = File.Create(_document))
        {
            file.SetLength((16 * 1024 * 1024) + 1);
        }

        var run = await CheckAsync();

        Assert.Equal(ExitCode.CouldNotRun, run.ExitCode);
        Assert.Contains("must have at most 16777216 bytes", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_item_is_reported_in_one_line()
    {
        var missing = await CheckAsync();
        var unreachable = await ContractRun.RunAsync("check", "--contract", ContractPath, "--openapi", "http://127.0.0.1:1/openapi.json");

        Assert.Equal(
            (ExitCode.CouldNotRun, $"McpAspire.Client: {_document}: the file does not exist; --openapi requires a file or a URL\n"),
            (missing.ExitCode, missing.Error));
        Assert.Equal(ExitCode.CouldNotRun, unreachable.ExitCode);
        Assert.StartsWith("McpAspire.Client: http://127.0.0.1:1/openapi.json: ", unreachable.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_kind_of_contract_has_its_own_comparison()
    {
        var server = await ContractRun.RunAsync(
            "check", "--contract", Repository.PathOf("McpAspire.Client", "contract.json"), "--openapi", ContractPath);
        var backend = await ContractRun.RunAsync("check", "--contract", ContractPath, "--server", "http://127.0.0.1:1");
        var both = await ContractRun.RunAsync(
            "check", "--contract", ContractPath, "--openapi", ContractPath, "--server", "http://127.0.0.1:1");

        Assert.All([server, backend, both], static run => Assert.Equal(ExitCode.CouldNotRun, run.ExitCode));
        Assert.EndsWith("/kind: must be \"backend\" with --openapi\n", server.Error, StringComparison.Ordinal);
        Assert.EndsWith(
            "/kind: is \"backend\": to compare it with the backend's OpenAPI document, use --openapi\n",
            backend.Error,
            StringComparison.Ordinal);
        Assert.Contains("--openapi and --server cannot be combined", both.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_reports_name_operations()
    {
        await WriteAsync(static document => document["paths"]!.AsObject().Remove("/users"));

        var operations = (await BackendContractFile.ReadAsync(ContractPath, Cancellation)).Operations.Count;
        var table = await CheckAsync();
        var markdown = await CheckAsync("--format", "markdown");
        var junit = await CheckAsync("--format", "junit");

        Assert.Contains($"breaking: 1 breaking, 0 risky, 0 additive; {operations} operations", table.Output, StringComparison.Ordinal);
        Assert.Contains("| breaking | `GET /users` |", markdown.Output, StringComparison.Ordinal);
        Assert.Contains($"tests=\"{operations}\" failures=\"1\"", junit.Output, StringComparison.Ordinal);
        Assert.Contains("name=\"GET /users\"", junit.Output, StringComparison.Ordinal);
    }

    private Task<ProgramRun> CheckAsync(params string[] options) =>
        ContractRun.RunAsync(["check", "--contract", ContractPath, "--openapi", _document, .. options]);

    private async Task WriteAsync(Action<JsonObject> change)
    {
        var document = JsonNode.Parse(
            await File.ReadAllTextAsync(Repository.PathOf("McpAspire.MockBackend", "openapi.json"), Cancellation))!
            .AsObject();
        change(document);
        await File.WriteAllTextAsync(_document, document.ToJsonString(), Cancellation);
    }

    private async Task<string?> RuleAtAsync(string property)
    {
        var run = await CheckAsync("--format", "json");
        Assert.True(run.Error.Length == 0, run.Error);
        return JsonElement.Parse(run.Output).GetProperty("findings").EnumerateArray()
            .Where(finding => finding.TryGetProperty("property", out var at) && at.GetString() == property)
            .Select(static finding => finding.GetProperty("rule").GetString())
            .Distinct()
            .SingleOrDefault();
    }

    /// <summary>Converts a document to 3.0, which has no lists of types: several types become any type.</summary>
    private static void ToVersion30(JsonNode node)
    {
        if (node is JsonObject schema && schema["type"] is JsonArray types)
        {
            var names = types.Select(static type => (string)type!).ToList();
            if (names.Remove("null"))
            {
                schema["nullable"] = true;
            }

            schema.Remove("type");
            if (names is [var only])
            {
                schema["type"] = only;
            }
        }

        foreach (var child in node switch
        {
            JsonObject parent => parent.Select(static member => member.Value),
            JsonArray list => list.AsEnumerable(),
            _ => [],
        })
        {
            if (child is not null)
            {
                ToVersion30(child);
            }
        }
    }
}
