using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;

namespace McpAspire.Tests.Backend;

[Trait("Category", "Contract")]
public sealed class OpenApiTests(BackendFixture backend) : IClassFixture<BackendFixture>
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_committed_document_is_the_served_one()
    {
        var served = (await ServedAsync()).ToJsonString(Indented) + "\n";
        var path = Path.Combine(RepositoryRoot(), "McpAspire.MockBackend", "openapi.json");
        if (new ConfigurationBuilder().AddEnvironmentVariables().Build()["UPDATE_APPROVED"] == "1")
        {
            await File.WriteAllTextAsync(path, served, Cancellation);
        }

        Assert.True(
            served == await File.ReadAllTextAsync(path, Cancellation),
            "McpAspire.MockBackend/openapi.json is not what the backend serves. Run this test with UPDATE_APPROVED=1, and review the difference.");
    }

    [Fact]
    public async Task Every_operation_has_an_id_a_text_and_its_problems()
    {
        var document = await ServedAsync();
        var operations = document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()).Select(operation => operation.Value!.AsObject()).ToArray();

        Assert.Equal(
            ["createTicket", "getTicket", "getUser", "listDatasets", "listTickets", "listUsers", "queryDataset"],
            operations.Select(operation => (string)operation["operationId"]!).Order(StringComparer.Ordinal));
        Assert.All(operations, operation =>
        {
            Assert.NotEmpty((string)operation["summary"]!);
            Assert.NotEmpty((string)operation["description"]!);
            var takesArguments = operation.ContainsKey("parameters") || operation.ContainsKey("requestBody");
            Assert.Equal(takesArguments, operation["responses"]!.AsObject().ContainsKey("400"));
            Assert.All(
                operation["responses"]!.AsObject().Where(response => response.Key[0] == '4'),
                response => Assert.True(response.Value!["content"]!.AsObject().ContainsKey("application/problem+json")));
        });
    }

    private static string RepositoryRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "McpAspire.sln")))
        {
            directory = directory.Parent ?? throw new DirectoryNotFoundException("McpAspire.sln is in no directory above the tests.");
        }

        return directory.FullName;
    }

    private async Task<JsonObject> ServedAsync()
    {
        var document = JsonNode.Parse(await backend.Client.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative), Cancellation))!.AsObject();
        document.Remove("servers");
        return document;
    }
}
