using McpAspire.Server.Authorization;
using McpAspire.Server.Home;
using McpAspire.Server.Http;
using McpAspire.Server.Telemetry;

namespace McpAspire.Server;

/// <summary>The MCP endpoints and their checks, in the order in which they run.</summary>
internal static class Endpoints
{
    public static void MapMcpEndpoints(this WebApplication app)
    {
        // Created here, because no other service depends on it.
        app.Services.GetRequiredService<RequestMetrics>();
        app.LogCallers();

        app.UseMiddleware<RequestFailures>();
        app.UseMiddleware<NameCheck>();
        app.UseMiddleware<BrowserPage>();
        app.UseCors();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseRequestTimeouts();
        app.UseWhen(IsMessage, static messages => messages
            .UseMiddleware<PlainJson>()
            .UseMiddleware<MessageReading>());
        app.UseRateLimiter();
        app.UseWhen(IsMessage, static messages => messages
            .UseMiddleware<ToolCallRecording>()
            .UseMiddleware<MessageRefusal>()
            .UseMiddleware<ToolPermission>()
            .UseMiddleware<CallerTokenExchange>());

        app.MapMessages(McpRoutes.Mcp, plainJson: false);
        app.MapMessages(McpRoutes.Messages, plainJson: true);
        app.MapMessages(McpRoutes.UnderscoreMessages, plainJson: true);
        app.MapGet(McpRoutes.Tools, ToolList.WriteAsync).Limit();
        app.MapGet($"{ResourceMetadata.Path}/{{**resource}}", ResourceMetadata.WriteAsync).RequireCors(McpHttpExtensions.Cors);
    }

    private static bool IsMessage(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<MessageEndpoint>() is not null;

    private static void MapMessages(this WebApplication app, string route, bool plainJson) =>
        app.MapMcp(route).WithMetadata(new MessageEndpoint(plainJson)).Limit();

    private static void Limit(this IEndpointConventionBuilder endpoint) => endpoint
        .RequireCors(McpHttpExtensions.Cors)
        .RequireAuthorization(AuthorizationExtensions.Caller)
        .WithRequestTimeout(McpHttpExtensions.Timeout)
        .RequireRateLimiting(RequestLimits.Policy);
}
