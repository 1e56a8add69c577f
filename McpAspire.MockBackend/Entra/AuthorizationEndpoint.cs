using System.Buffers.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace McpAspire.MockBackend.Entra;

/// <summary>
/// The authorization endpoint: redirects the user to the application with a code. The users are already signed in, without a password:
/// <c>login_hint</c> names one, a browser selects one on a page, and any other client gets the <see cref="Registrations.LocalUser" />.
/// </summary>
internal sealed partial class AuthorizationEndpoint(
    HandleStore<AuthorizationCode> codes, UserDirectory users, TimeProvider time, ILogger logger)
{
    // As in Entra ID.
    private static readonly TimeSpan CodeLifetime = TimeSpan.FromMinutes(10);

    public Task HandleAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        var query = context.Request.Query;
        var app = Registrations.FindApp(query["client_id"].ToString());
        var redirectUri = LoopbackAddress.Read(query["redirect_uri"].ToString());
        if ((CheckTenant(context) ?? CheckClient(query, app, redirectUri)) is { } error)
        {
            // No address can be trusted with the response.
            Log.Refused(logger, error.Code, error.Error);
            return context.WriteJsonAsync(error.ToJson(time.GetUtcNow()), error.Status);
        }

        if (AccountPicker.IsRequired(context.Request))
        {
            return AccountPicker.WriteAsync(context);
        }

        var parameters = Grant(app!, query);
        parameters["state"] = query.TryGetValue("state", out var state) ? state.ToString() : null;
        context.Response.Redirect(QueryHelpers.AddQueryString(redirectUri!.AbsoluteUri, parameters));
        return Task.CompletedTask;
    }

    private static EntraError? CheckTenant(HttpContext context) =>
        (string)context.GetRouteValue("tenant")! is var tenant && tenant == EntraIds.Tenant ? null : EntraError.NoSuchTenant(tenant);

    private static EntraError? CheckClient(IQueryCollection query, AppRegistration? app, Uri? redirectUri)
    {
        if (query.FirstOrDefault(static parameter => parameter.Value.Count > 1).Key is { } duplicated)
        {
            return EntraError.Duplicated(duplicated);
        }

        var clientId = query["client_id"].ToString();
        return app is null ? clientId.Length == 0 ? EntraError.Missing("client_id") : EntraError.NoSuchApp(clientId)
            : !app.SignsInUsers ? EntraError.NoReplyAddress(clientId)
            : redirectUri is null ? EntraError.WrongReplyAddress(clientId, query["redirect_uri"].ToString())
            : null;
    }

    /// <summary>The parameters of the redirect: a code, or the reason why there is none.</summary>
    private Dictionary<string, string?> Grant(AppRegistration app, IQueryCollection query)
    {
        var scopes = DelegatedScopes.Read(query["scope"].ToString(), app);
        var hint = query["login_hint"].ToString();
        var user = hint.Length == 0 ? Registrations.LocalUser : users.FindByName(hint);
        var wrongUser = user is null ? EntraError.NoUserSession(hint) : null;
        if ((CheckForm(query) ?? scopes.Error ?? CheckResource(query["resource"].ToString(), scopes.Value!) ?? wrongUser) is { } error)
        {
            Log.Refused(logger, error.Code, error.Error);
            return new()
            {
                // A sign-in without a page, as with prompt=none.
                ["error"] = error.SubError is null ? error.Error : "interaction_required",
                ["error_description"] = (string?)error.ToJson(time.GetUtcNow())["error_description"],
            };
        }

        var nonce = query.TryGetValue("nonce", out var value) ? value.ToString() : null;
        var (redirectUri, challenge) = (query["redirect_uri"].ToString(), query["code_challenge"].ToString());
        var code = new AuthorizationCode(
            user!, app.ClientId, redirectUri, challenge, scopes.Value!, nonce, time.GetUtcNow() + CodeLifetime);
        Log.SignedIn(logger, user!.ObjectId, app.ClientId, scopes.Value!.Resource.Uri);
        return new() { ["code"] = codes.Add(code) };
    }

    private static EntraError? CheckForm(IQueryCollection query)
    {
        var (type, mode) = (query["response_type"].ToString(), query["response_mode"].ToString());
        var challenge = query["code_challenge"].ToString();
        return type.Length == 0 ? EntraError.Missing("response_type")
            : type != "code" ? EntraError.UnsupportedResponseType(type)
            : mode is not ("" or "query") ? EntraError.UnsupportedResponseMode(mode)
            : challenge.Length == 0 ? EntraError.NoChallenge()
            : query["code_challenge_method"] != "S256" ? EntraError.WrongChallengeMethod()
            : challenge.Length != 43 || !Base64Url.IsValid(challenge) ? EntraError.WrongChallengeSize()
            : null;
    }

    private static EntraError? CheckResource(string resource, DelegatedScopes scopes) =>
        resource.Length == 0 || scopes.Resource.HasUri(resource) ? null : EntraError.WrongResource();

    private static partial class Log
    {
        [LoggerMessage(25, LogLevel.Information, "Local Entra ID signed user {Subject} in to application {ClientId} for {Resource}")]
        public static partial void SignedIn(ILogger logger, string subject, string clientId, string resource);

        [LoggerMessage(26, LogLevel.Warning, "Local Entra ID refused a sign-in: AADSTS{Code} ({Error})")]
        public static partial void Refused(ILogger logger, int code, string error);
    }
}
