namespace McpAspire.MockBackend.OpenApi;

/// <summary>The OpenAPI document of the API, at <c>/openapi/v1.json</c>.</summary>
internal static class ApiDocument
{
    public static WebApplicationBuilder AddApiDocument(this WebApplicationBuilder builder)
    {
        builder.Services.AddOpenApi("v1", options =>
        {
            options.AddDocumentTransformer((document, _, _) =>
            {
                document.Info.Title = "McpAspire mock backend";
                document.Info.Version = "1.0.0";
                document.Info.Description = "Users, tickets and datasets, for the tools of the MCP server. Errors are problem details (RFC 9457).";
                return Task.CompletedTask;
            });
            options.AddSchemaTransformer<SchemaRules>();
        });
        return builder;
    }
}
