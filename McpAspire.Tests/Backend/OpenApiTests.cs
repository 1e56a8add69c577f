using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace McpAspire.Tests.Backend;

/// <summary>The committed OpenAPI document is served, and matches the routes of the API and their types.</summary>
[Trait("Category", "Contract")]
public sealed class OpenApiTests(BackendFixture backend) : IClassFixture<BackendFixture>
{
    private static readonly string[] Undescribed = ["/control", "/health", "/mcp/health", "/openapi"];

    private static readonly string Committed = File.ReadAllText(Repository.PathOf("McpAspire.MockBackend", "openapi.json"));

    private static readonly JsonObject Document = JsonNode.Parse(Committed)!.AsObject();

    [Fact]
    public async Task The_committed_document_is_served()
    {
        using var response = await backend.GetAsync("/openapi/v1.json");

        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(Committed, await response.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public void Every_route_has_an_operation_and_every_operation_a_route() => Assert.Equal(
        Operations().Select(operation => $"{operation.Method} {operation.Path} {operation.Value["operationId"]}").Order(
            StringComparer.Ordinal),
        Routes().Select(route => $"{MethodOf(route)} {PathOf(route)} {NameOf(route)}").Order(StringComparer.Ordinal));

    [Fact]
    public void Parameters_bodies_and_results_match_the_handlers()
    {
        var schemas = new ApiSchemas(backend.Services, Document);
        Assert.All(Routes(), route =>
        {
            var operation = Operations().Single(operation => (string?)operation.Value["operationId"] == NameOf(route)).Value;
            Assert.Equal(
                schemas.Parameters(route),
                (operation["parameters"]?.AsArray() ?? []).Select(schemas.Parameter!).Order(StringComparer.Ordinal));

            var body = route.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType;
            Assert.Equal(body is null ? null : schemas.Of(body), schemas.In(operation["requestBody"]));

            var result = route.Metadata.OfType<IProducesResponseTypeMetadata>().Single(
                produced => produced.Type is not null && produced.StatusCode < 300);
            Assert.Equal(schemas.Of(result.Type!), schemas.In(operation["responses"]![$"{result.StatusCode}"]));
        });
    }

    [Fact]
    public void Every_operation_has_a_text_and_its_problems()
    {
        Assert.All(Operations(), static operation =>
        {
            Assert.NotEmpty((string)operation.Value["summary"]!);
            Assert.NotEmpty((string)operation.Value["description"]!);
            var takesArguments = operation.Value.ContainsKey("parameters") || operation.Value.ContainsKey("requestBody");
            var responses = operation.Value["responses"]!.AsObject();
            Assert.Equal(takesArguments, responses.ContainsKey("400"));
            Assert.Equal(operation.Path.Contains('{', StringComparison.Ordinal), responses.ContainsKey("404"));
            Assert.Equal(operation.Value.ContainsKey("requestBody"), responses.ContainsKey("413") && responses.ContainsKey("415"));
            Assert.All(
                responses.Where(static response => response.Key[0] == '4'),
                static response => Assert.True(response.Value!["content"]!.AsObject().ContainsKey("application/problem+json")));
        });
        Assert.All(
            Document["components"]!["schemas"]!.AsObject(),
            static schema => Assert.Contains($"\"#/components/schemas/{schema.Key}\"", Committed, StringComparison.Ordinal));
    }

    private static IEnumerable<(string Method, string Path, JsonObject Value)> Operations() =>
        from path in Document["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        select (operation.Key.ToUpperInvariant(), path.Key, operation.Value!.AsObject());

    private IEnumerable<RouteEndpoint> Routes() => backend.Services.GetRequiredService<EndpointDataSource>().Endpoints
        .OfType<RouteEndpoint>()
        .Where(static route => !Undescribed.Any(prefix => PathOf(route).StartsWith(prefix, StringComparison.Ordinal)));

    private static string PathOf(RouteEndpoint route) => route.RoutePattern.RawText!.TrimEnd('/');

    private static string MethodOf(RouteEndpoint route) => route.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods.Single();

    private static string? NameOf(RouteEndpoint route) => route.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName;
}
