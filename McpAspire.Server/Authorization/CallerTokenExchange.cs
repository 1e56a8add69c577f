using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Claims;
using McpAspire.Server.Calls;
using McpAspire.Server.Identity;
using McpAspire.ServiceDefaults.Identity;
using McpAspire.ServiceDefaults.Privacy;
using Microsoft.Extensions.Options;

namespace McpAspire.Server.Authorization;

/// <summary>
/// Exchanges the user's token before the call of a tool whose API sees the user. A client repeats a sign-in only after an HTTP status with
/// a challenge, so what the user can mend is refused here; the tool itself reports the rest.
/// </summary>
internal sealed class CallerTokenExchange(RequestDelegate next, IOptions<CallerOptions> caller)
{
    public Task InvokeAsync(HttpContext context)
    {
        var call = context.RequestServices.GetRequiredService<ToolCall>();
        if (call.Target is not { Identity: var identity })
        {
            return next(context);
        }

        if (identity.Kind is CallIdentity.Caller && Permissions.IsUser(context.User))
        {
            return ExchangeAsync(context, call, identity);
        }

        if (identity.UsesServer)
        {
            call.Identity = CallIdentity.Server;
            return next(context);
        }

        call.Fail("FORBIDDEN", "app_only");
        return Challenge.AppOnlyAsync(context, call.Id);
    }

    private async Task ExchangeAsync(HttpContext context, ToolCall call, ApiIdentity identity)
    {
        call.Identity = CallIdentity.Caller;
        var services = context.RequestServices;
        var user = services.GetRequiredService<CallerIdentity>();
        var token = new UserToken(
            services.GetRequiredService<UserTokenSource>(), TokenOf(context.Request), EndOf(context.User), identity.Scopes);
        try
        {
            await token.GetAsync(context.RequestAborted);
            user.Use(token);
        }
        catch (UserTokenException exception) when (exception.Remedy is not UserTokenRemedy.None)
        {
            call.Fail("FORBIDDEN", exception.Remedy is UserTokenRemedy.StepUp ? "insufficient_claims" : "invalid_token");
            await Challenge.SignInAgainAsync(context, caller.Value, call.Id, exception);
            return;
        }
        catch (UserTokenException exception)
        {
            user.Fail(exception);
        }

        await next(context);
    }

    /// <summary>The authentication has validated this token, and does not keep it.</summary>
    private static Secret TokenOf(HttpRequest request) => new(AuthenticationHeaderValue.Parse(request.Headers.Authorization!).Parameter!);

    private static DateTimeOffset EndOf(ClaimsPrincipal user) =>
        DateTimeOffset.FromUnixTimeSeconds(long.Parse(user.FindFirst("exp")!.Value, CultureInfo.InvariantCulture));
}
