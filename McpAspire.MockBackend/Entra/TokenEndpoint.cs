using System.Globalization;

namespace McpAspire.MockBackend.Entra;

/// <summary>The token endpoint: exchanges a service-account token or a secret for an access token (grant <c>client_credentials</c>).</summary>
internal sealed partial class TokenEndpoint(ClientAuthentication authentication, AccessTokenIssuer tokens, FailureQueue failures, TimeSpan lifetime, TimeProvider time, ILogger logger)
{
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
                await RefuseAsync(context, EntraError.Transient(failure.Status));
                return;
            }
        }

        var form = await ReadFormAsync(context);
        var app = Registrations.Apps.FirstOrDefault(app => app.ClientId == form["client_id"]);
        var scope = form["scope"].ToString();
        var resource = scope.EndsWith(DefaultScope, StringComparison.Ordinal) ? Registrations.FindResource(scope[..^DefaultScope.Length]) : null;
        if ((CheckGrant(context, form) ?? CheckApp(app, form) ?? CheckScope(scope, resource)) is { } error)
        {
            await RefuseAsync(context, error);
            return;
        }

        Log.Issued(logger, app!.ClientId, resource!.Uri);
        await context.AnswerAsync(new()
        {
            ["token_type"] = "Bearer",
            ["expires_in"] = (long)lifetime.TotalSeconds,
            ["ext_expires_in"] = (long)lifetime.TotalSeconds,
            ["access_token"] = tokens.Issue(app, resource, lifetime),
        });
    }

    /// <summary>Waits as long as the failure says; false when the caller or the process goes first.</summary>
    private async Task<bool> WaitAsync(HttpContext context, InjectedFailure failure)
    {
        var stopping = context.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        await Task.Delay(TimeSpan.FromMilliseconds(failure.DelayMilliseconds), time, ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !ended.IsCancellationRequested;
    }

    private static async Task<IFormCollection> ReadFormAsync(HttpContext context)
    {
        try
        {
            return context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : FormCollection.Empty;
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
            "client_credentials" => null,
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

    private EntraError? CheckApp(AppRegistration? app, IFormCollection form) =>
        app is null ? EntraError.NoSuchApp(form["client_id"].ToString()) : authentication.Check(app, form);

    private Task RefuseAsync(HttpContext context, EntraError error)
    {
        Log.Refused(logger, error.Code, error.Error, error.Status);
        return context.AnswerAsync(error.ToJson(time.GetUtcNow()), error.Status);
    }

    private static partial class Log
    {
        [LoggerMessage(20, LogLevel.Information, "Local Entra ID issued a token to application {ClientId} for {Resource}")]
        public static partial void Issued(ILogger logger, string clientId, string resource);

        [LoggerMessage(21, LogLevel.Warning, "Local Entra ID refused a token request: AADSTS{Code} ({Error}, status {Status})")]
        public static partial void Refused(ILogger logger, int code, string error, int status);
    }
}
