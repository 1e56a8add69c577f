using System.Globalization;
using System.Text.Json.Nodes;

namespace McpAspire.MockBackend.Entra;

/// <summary>The token endpoint: <c>client_credentials</c>, and the <see cref="DelegatedGrants" />.</summary>
internal sealed partial class TokenEndpoint(
    ClientAuthentication authentication,
    AccessTokenIssuer tokens,
    DelegatedGrants delegated,
    FailureQueue failures,
    TimeSpan lifetime,
    TimeProvider time,
    ILogger logger)
{
    private const string AppGrant = "client_credentials";

    private const string CodeGrant = "authorization_code";

    private const string RefreshGrant = "refresh_token";

    private const string DefaultScope = "/.default";

    public async Task HandleAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (failures.Next() is { } failure)
        {
            if (!await WaitAsync(context, failure))
            {
                context.Abort();
                return;
            }

            if (failure.Status != StatusCodes.Status200OK)
            {
                context.Response.Headers.RetryAfter = failure.RetryAfterSeconds?.ToString(CultureInfo.InvariantCulture);
                await RejectAsync(context, EntraError.Transient(failure.Status));
                return;
            }
        }

        var form = await ReadFormAsync(context);
        var app = Registrations.FindApp(form["client_id"].ToString());
        var outcome = CheckGrant(context, form) is { } error ? error
            : app is null ? EntraError.NoSuchApp(form["client_id"].ToString())
            : await GrantAsync(app, form);
        if (outcome.Error is not null)
        {
            await RejectAsync(context, outcome.Error);
            return;
        }

        await context.WriteJsonAsync(outcome.Value!);
    }

    private Task<Outcome<JsonObject>> GrantAsync(AppRegistration app, IFormCollection form) => form["grant_type"].ToString() switch
    {
        CodeGrant => delegated.RedeemAsync(app, form),
        RefreshGrant => delegated.RefreshAsync(app, form),
        _ => GrantToAppAsync(app, form),
    };

    private async Task<Outcome<JsonObject>> GrantToAppAsync(AppRegistration app, IFormCollection form)
    {
        var scope = form["scope"].ToString();
        var resource = scope.EndsWith(DefaultScope, StringComparison.Ordinal)
            ? Registrations.FindResource(scope[..^DefaultScope.Length])
            : null;
        if ((await authentication.CheckAsync(app, form) ?? CheckScope(scope, resource)) is { } error)
        {
            return error;
        }

        Log.Issued(logger, app.ClientId, resource!.Uri);
        return new JsonObject
        {
            ["token_type"] = "Bearer",
            ["expires_in"] = (long)lifetime.TotalSeconds,
            ["ext_expires_in"] = (long)lifetime.TotalSeconds,
            ["access_token"] = tokens.Issue(app, resource, lifetime),
        };
    }

    /// <summary>Waits for the delay of the failure; false if the caller disconnects or the process stops first.</summary>
    private async Task<bool> WaitAsync(HttpContext context, InjectedFailure failure)
    {
        var stopping = context.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        var delay = TimeSpan.FromMilliseconds(failure.DelayMilliseconds);
        await Task.Delay(delay, time, ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !ended.IsCancellationRequested;
    }

    private static async Task<IFormCollection> ReadFormAsync(HttpContext context)
    {
        try
        {
            return context.Request.HasFormContentType
                ? await context.Request.ReadFormAsync(context.RequestAborted)
                : FormCollection.Empty;
        }
        catch (InvalidDataException)
        {
            return FormCollection.Empty;
        }
    }

    private static EntraError? CheckGrant(HttpContext context, IFormCollection form)
    {
        var tenant = (string)context.GetRouteValue("tenant")!;
        if (tenant != EntraIds.Tenant)
        {
            return EntraError.NoSuchTenant(tenant);
        }

        return form["grant_type"].ToString() switch
        {
            AppGrant or CodeGrant or RefreshGrant => null,
            "" => EntraError.Missing("grant_type"),
            var grant => EntraError.UnsupportedGrant(grant),
        };
    }

    private static EntraError? CheckScope(string scope, ResourceRegistration? resource)
    {
        if (scope.Length == 0)
        {
            return EntraError.Missing("scope");
        }

        if (!scope.EndsWith(DefaultScope, StringComparison.Ordinal))
        {
            return EntraError.WrongScope(scope);
        }

        return resource is null ? EntraError.NoSuchResource(scope[..^DefaultScope.Length]) : null;
    }

    private Task RejectAsync(HttpContext context, EntraError error)
    {
        Log.Refused(logger, error.Code, error.Error, error.Status);
        return context.WriteJsonAsync(error.ToJson(time.GetUtcNow()), error.Status);
    }

    private static partial class Log
    {
        [LoggerMessage(20, LogLevel.Information, "Local Entra ID issued a token to application {ClientId} for {Resource}")]
        public static partial void Issued(ILogger logger, string clientId, string resource);

        [LoggerMessage(21, LogLevel.Warning, "Local Entra ID refused a token request: AADSTS{Code} ({Error}, status {Status})")]
        public static partial void Refused(ILogger logger, int code, string error, int status);
    }
}
