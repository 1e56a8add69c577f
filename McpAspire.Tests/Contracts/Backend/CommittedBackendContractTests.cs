using System.Text.Json;
using System.Text.Json.Nodes;
using McpAspire.Client.Commands;
using McpAspire.Client.Compatibility.Backend;
using McpAspire.Client.Compatibility.OpenApi;

namespace McpAspire.Tests.Contracts.Backend;

/// <summary>The committed contract of the server's calls to its backend.</summary>
[Trait("Category", "Contract")]
[Trait("Server", "Program")]
public sealed class CommittedBackendContractTests(BackendRecorder recorder) : IClassFixture<BackendRecorder>
{
    private static readonly string ContractPath = Repository.PathOf("McpAspire.Server", "backend-contract.json");

    private static readonly string DocumentPath = Repository.PathOf("McpAspire.MockBackend", "openapi.json");

    [Fact]
    public async Task The_contract_matches_the_calls_of_the_server()
    {
        var document = JsonNode.Parse(await File.ReadAllTextAsync(DocumentPath, Cancellation))!;

        await ApprovedFile.MatchesAsync(ContractPath, BackendContractFile.Write(BackendCalls.ToContract(recorder, document)));
    }

    [Fact]
    public void Every_tool_has_a_backend_call_and_was_called_with_each_of_its_arguments()
    {
        Assert.Equal(
            recorder.Tools.Select(static tool => tool.Name).Order(StringComparer.Ordinal),
            BackendCalls.All.Select(static call => call.Tool).Distinct().Order(StringComparer.Ordinal));
        Assert.All(recorder.Tools, static tool => Assert.Equal(
            tool.JsonSchema.GetProperty("properties").EnumerateObject().Select(static property => property.Name).Order(
                StringComparer.Ordinal),
            BackendRecorder.Calls.Where(call => call.Tool == tool.Name)
                .SelectMany(static call => JsonElement.Parse(call.Arguments).EnumerateObject().Select(static argument => argument.Name))
                .Distinct()
                .Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task Every_request_is_in_the_contract_and_every_operation_was_called()
    {
        var contract = await BackendContractFile.ReadAsync(ContractPath, Cancellation);

        Assert.All(recorder.Requests, static request => Assert.Single(BackendCalls.All, call => call.Matches(request)));
        Assert.Equal(
            contract.Operations.Keys.Order(StringComparer.Ordinal),
            recorder.Requests.Select(static request => CallOf(request).Operation).Distinct().Order(StringComparer.Ordinal));
        Assert.All(recorder.Requests, request =>
        {
            var operation = contract.Operations[CallOf(request).Operation];
            Assert.Subset(Names(operation, OpenApiParameter.Query), request.Query.Keys.ToHashSet(StringComparer.Ordinal));
            Assert.Subset(Names(operation, OpenApiParameter.Header), request.Headers.Keys.ToHashSet(StringComparer.Ordinal));
            Assert.Equal(operation.Body?.ContentType, request.ContentType?.Split(';')[0]);
            Assert.Equal(operation.Response?.ContentType, request.AnswerType);
            Assert.Contains(request.Status, operation.Statuses);
        });
    }

    [Fact]
    public async Task Every_request_and_response_is_valid_for_the_contract()
    {
        var contract = await BackendContractFile.ReadAsync(ContractPath, Cancellation);

        SchemaCheck.Passes(recorder.Requests.SelectMany(request => Checks(request, contract.Operations[CallOf(request).Operation])));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_mock_backend_fulfills_the_contract(bool isServed)
    {
        var document = isServed ? new Uri(recorder.Backend.Address, "/openapi/v1.json").ToString() : DocumentPath;

        var run = await ContractRun.RunAsync("check", "--contract", ContractPath, "--openapi", document, "--format", "json");

        Assert.True(run.ExitCode == ExitCode.Success, run.Output + run.Error);
        var report = JsonElement.Parse(run.Output);
        Assert.Equal(
            ("backend", "same", 0),
            (
                report.GetProperty("kind").GetString(),
                report.GetProperty("verdict").GetString(),
                report.GetProperty("findings").GetArrayLength()));
    }

    private static BackendCall CallOf(RecordedRequest request) => BackendCalls.All.Single(call => call.Matches(request));

    private static HashSet<string> Names(BackendOperation operation, string place) =>
        operation.Parameters.TryGetValue(place, out var schema)
        ? schema.GetProperty("properties").EnumerateObject().Select(static property => property.Name).ToHashSet(StringComparer.Ordinal)
        : [];

    private static IEnumerable<(string Name, JsonElement Schema, JsonElement? Json)> Checks(
        RecordedRequest request, BackendOperation operation)
    {
        var name = $"{request.Method} {request.Path}";
        foreach (var (place, schema) in operation.Parameters)
        {
            var values = place == OpenApiParameter.Path ? CallOf(request).Values(request.Path)!
                : place == OpenApiParameter.Query ? request.Query
                : request.Headers;
            yield return (
                $"{name}, {place}",
                schema,
                JsonSerializer.SerializeToElement(
                    values.ToDictionary(static value => value.Key, value => Typed(schema, value.Key, value.Value))));
        }

        if (operation.Body is { } body)
        {
            yield return ($"{name}, body", body.Schema, request.Body);
        }

        yield return ($"{name}, answer", operation.Response!.Schema, request.Answer);
    }

    /// <summary>Converts text of an address to the type of its schema.</summary>
    private static JsonElement Typed(JsonElement schema, string name, string value) =>
        schema.GetProperty("properties").GetProperty(name).GetProperty("type").GetString() == "string"
            ? JsonSerializer.SerializeToElement(value)
            : JsonElement.Parse(value);
}
