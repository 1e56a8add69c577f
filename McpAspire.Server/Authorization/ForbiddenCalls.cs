using McpAspire.Server.Http;
using McpAspire.Server.Telemetry;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;
using ModelContextProtocol.Server;

namespace McpAspire.Server.Authorization;

/// <summary>
/// Refuses a call of a tool that the caller may not call, before anything is done for it, and over HTTP: only a 403 with a challenge makes a client ask for
/// the scope that is missing. The filters of the SDK, which come after it, would refuse too, by a JSON-RPC error.
/// </summary>
internal static partial class ForbiddenCalls
{
    /// <summary>Where nobody is asked who he is, no tool asks for a permission, and there is nothing to refuse.</summary>
    public static TBuilder WithForbiddenCalls<TBuilder>(this TBuilder endpoints, IOptions<CallerOptions> caller)
        where TBuilder : IEndpointConventionBuilder => caller.Value.Mode is AuthorizationMode.None ? endpoints : endpoints.Around(RunAsync);

    private static Task RunAsync(HttpContext context, RequestDelegate handler) =>
        context.Features.Get<PostedCall>() is { } call && PermissionOf(context.RequestServices, call.Tool) is { } permission
            ? RunIfPermittedAsync(context, call, permission, handler)
            : handler(context);

    private static async Task RunIfPermittedAsync(HttpContext context, PostedCall call, string permission, RequestDelegate handler)
    {
        if ((await context.RequestServices.GetRequiredService<IAuthorizationService>().AuthorizeAsync(context.User, permission)).Succeeded)
        {
            await handler(context);
            return;
        }

        context.RequestServices.GetRequiredService<ToolCallOutcome>().Set("error", "FORBIDDEN");
        Log.CallForbidden(context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ForbiddenCalls)), call.Tool, permission, context.User.FindFirst("azp")?.Value);
        await Challenge.InsufficientScopeAsync(context, context.RequestServices.GetRequiredService<IOptions<CallerOptions>>().Value, call, permission);
    }

    private static string? PermissionOf(IServiceProvider services, string tool) =>
        services.GetRequiredService<IOptions<McpServerOptions>>().Value.ToolCollection is { } tools && tools.TryGetPrimitive(tool, out var found)
            ? found.Metadata.OfType<AuthorizeAttribute>().FirstOrDefault()?.Policy
            : null;

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Call of {Tool} forbidden: the token of application {Application} lacks {Permission}")]
        public static partial void CallForbidden(ILogger logger, string tool, string permission, string? application);
    }
}
