using System.Globalization;
using System.Text.Json.Nodes;

namespace McpAspire.MockBackend.Entra;

/// <summary>The token endpoint: <c>client_credentials</c>, <see cref="DelegatedGrants" /> and <see cref="OnBehalfOfGrant" />.</summary>
internal sealed partial class TokenEndpoint(
    ClientAuthentication authentication,
    AccessTokenIssuer tokens,
    DelegatedGrants delegated,
    OnBehalfOfGrant onBehalfOf,
    FailureQueue failures,
    TimeSpan lifetime,
    TimeProvider time,
    ILogger logger)
{
    private const string DefaultScope = "/.default";

    public async Task HandleAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        var form = await ReadFormAsync(context);
        var grant = GrantTypes.NameOf(form["grant_type"].ToString());
        if (failures.Next(grant, user => onBehalfOf.IsOf(form, user)) is { } failure)
        {
            if (!await WaitAsync(context, failure))
            {
                context.Abort();
                return;
            }

            if (failure.Error is { } injected)
            {
                context.Response.Headers.RetryAfter = failure.RetryAfterSeconds?.ToString(CultureInfo.InvariantCulture);
                await RejectAsync(context, injected);
                return;
            }
        }

        var app = Registrations.FindApp(form["client_id"].ToString());
        var outcome = CheckGrant(context, form, grant) is { } error ? error
            : app is null ? EntraError.NoSuchApp(form["client_id"].ToString())
            : await GrantAsync(grant, app, form);
        if (outcome.Error is not null)
        {
            await RejectAsync(context, outcome.Error);
            return;
        }

        await context.WriteJsonAsync(outcome.Value!);
    }

    private Task<Outcome<JsonObject>> GrantAsync(string? grant, AppRegistration app, IFormCollection form) => grant switch
    {
        GrantTypes.AuthorizationCode => delegated.RedeemAsync(app, form),
        GrantTypes.RefreshToken => delegated.RefreshAsync(app, form),
        GrantTypes.OnBehalfOf => onBehalfOf.ExchangeAsync(app, form),
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

    private static EntraError? CheckGrant(HttpContext context, IFormCollection form, string? grant)
    {
        var tenant = (string)context.GetRouteValue("tenant")!;
        if (tenant != EntraIds.Tenant)
        {
            return EntraError.NoSuchTenant(tenant);
        }

        return grant is not null ? null
            : form["grant_type"].ToString() is { Length: > 0 } unknown ? EntraError.UnsupportedGrant(unknown)
            : EntraError.Missing("grant_type");
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
