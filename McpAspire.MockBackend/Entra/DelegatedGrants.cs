using System.Text.Json.Nodes;

namespace McpAspire.MockBackend.Entra;

/// <summary>The grants of users: <c>authorization_code</c> and <c>refresh_token</c>.</summary>
internal sealed class DelegatedGrants(
    HandleStore<AuthorizationCode> codes, ClientAuthentication authentication, DelegatedTokens tokens, TimeProvider time)
{
    public async Task<Outcome<JsonObject>> RedeemAsync(AppRegistration app, IFormCollection form)
    {
        var code = codes.Find(form["code"].ToString());
        if ((await CheckClientAsync(app, form) ?? CheckCode(app, form, code)) is { } error)
        {
            return error;
        }

        var scopes = ScopesOf(app, form, code!.Scopes);
        return (scopes.Error ?? CheckWithin(form, scopes.Value!, code.Scopes) ?? CheckResource(form, scopes.Value!)) is { } wrong
            ? wrong
            : tokens.Grant(code.User, app, scopes.Value!, code.Nonce);
    }

    /// <summary>As in Entra ID, a refresh token stays valid after use, and every response has a new one.</summary>
    public async Task<Outcome<JsonObject>> RefreshAsync(AppRegistration app, IFormCollection form)
    {
        var token = tokens.FindRefreshToken(form["refresh_token"].ToString());
        if ((await CheckClientAsync(app, form) ?? CheckToken(app, form, token)) is { } error)
        {
            return error;
        }

        var scopes = ScopesOf(app, form, token!.Scopes);
        return (scopes.Error ?? CheckResource(form, scopes.Value!)) is { } wrong ? wrong : tokens.Grant(token.User, app, scopes.Value!);
    }

    private async Task<EntraError?> CheckClientAsync(AppRegistration app, IFormCollection form)
    {
        if (!app.IsPublic)
        {
            return await authentication.CheckAsync(app, form);
        }

        // A parameter without a value counts as omitted (RFC 6749, section 3.1); MCP clients without a secret send an empty one.
        return form["client_secret"].ToString().Length > 0 || form["client_assertion"].ToString().Length > 0
            ? EntraError.PublicClientWithCredential()
            : null;
    }

    private EntraError? CheckCode(AppRegistration app, IFormCollection form, AuthorizationCode? code)
    {
        var verifier = form["code_verifier"].ToString();
        return code is null ? form["code"].ToString().Length == 0 ? EntraError.Missing("code") : EntraError.UnknownGrant()
            : code.ClientId != app.ClientId ? EntraError.ForeignGrant()
            : code.Expires <= time.GetUtcNow() ? EntraError.ExpiredCode()
            : !code.Redeem() ? EntraError.RedeemedCode()
            : form["redirect_uri"] != code.RedirectUri ? EntraError.OtherReplyAddress()
            : verifier.Length == 0 ? EntraError.NoVerifier()
            : code.IsProvenBy(verifier) ? null : EntraError.WrongVerifier();
    }

    private EntraError? CheckToken(AppRegistration app, IFormCollection form, DelegatedTokens.RefreshToken? token) =>
        token is null ? form["refresh_token"].ToString().Length == 0 ? EntraError.Missing("refresh_token") : EntraError.UnknownGrant()
            : token.ClientId != app.ClientId ? EntraError.ForeignGrant()
            : token.Expires <= time.GetUtcNow() ? EntraError.ExpiredRefreshToken()
            : null;

    /// <summary>The requested scopes; all granted ones if the request has none.</summary>
    private static Outcome<DelegatedScopes> ScopesOf(AppRegistration app, IFormCollection form, DelegatedScopes granted)
    {
        var scope = form["scope"].ToString();
        if (scope.Split(' ', StringSplitOptions.RemoveEmptyEntries).Except(DelegatedScopes.OfSignIn).FirstOrDefault() is null)
        {
            return granted;
        }

        var requested = DelegatedScopes.Read(scope, app);
        return requested.Error is null ? requested.Value! with { SignIn = granted.SignIn } : requested;
    }

    private static EntraError? CheckWithin(IFormCollection form, DelegatedScopes requested, DelegatedScopes granted) =>
        requested.Resource == granted.Resource && !requested.Names.Except(granted.Names).Any()
            ? null
            : EntraError.ScopeBeyondCode(form["scope"].ToString());

    private static EntraError? CheckResource(IFormCollection form, DelegatedScopes scopes) =>
        form["resource"].ToString() is { Length: > 0 } resource && !scopes.Resource.HasUri(resource) ? EntraError.WrongResource() : null;
}
