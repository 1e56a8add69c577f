namespace McpAspire.MockBackend.OpenApi;

/// <summary>Serves the committed OpenAPI document, <c>openapi.json</c>, at <c>/openapi/v1.json</c>.</summary>
internal static class ApiDocument
{
    public static void MapApiDocument(this IEndpointRouteBuilder app) => app
        .MapGet("/openapi/v1.json", static () => TypedResults.Stream(
            typeof(ApiDocument).Assembly.GetManifestResourceStream("openapi.json")!, "application/json; charset=utf-8"))
        .AllowAnonymous();
}
