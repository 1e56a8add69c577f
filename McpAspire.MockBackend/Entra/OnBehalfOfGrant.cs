using System.Text.Json.Nodes;
using Microsoft.IdentityModel.JsonWebTokens;

namespace McpAspire.MockBackend.Entra;

/// <summary>The on-behalf-of grant: an API exchanges its user's token for one of another API.</summary>
internal sealed class OnBehalfOfGrant(
    ClientAuthentication authentication, AccessTokenIssuer issuer, UserDirectory users, DelegatedTokens tokens, TimeProvider time)
{
    // As in Entra ID.
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    /// <summary>Whether the token in the request, valid or not, is that of a user, by object id or sign-in name.</summary>
    public bool IsOf(IFormCollection form, string user) =>
        SigningKey.Read(form["assertion"].ToString()) is { } token
        && users.FindById(ObjectIdOf(token) ?? "") is { } registered
        && (registered == users.FindById(user) || registered == users.FindByName(user));

    public async Task<Outcome<JsonObject>> ExchangeAsync(AppRegistration app, IFormCollection form)
    {
        if ((await authentication.CheckAsync(app, form) ?? CheckForm(form)) is { } error)
        {
            return error;
        }

        if (SigningKey.Read(form["assertion"].ToString()) is not { } token)
        {
            return EntraError.MalformedUserToken();
        }

        if (await CheckTokenAsync(app, token) is { } refusal)
        {
            return refusal;
        }

        if (users.FindById(ObjectIdOf(token) ?? "") is not { } user)
        {
            return EntraError.NoSuchUser(ObjectIdOf(token));
        }

        var scopes = DelegatedScopes.Read(form["scope"].ToString(), app);
        return scopes.Error is { } wrong ? wrong : tokens.Grant(user, app, scopes.Value!);
    }

    private static string? ObjectIdOf(JsonWebToken token) => token.TryGetPayloadValue<string>("oid", out var id) ? id : null;

    private static EntraError? CheckForm(IFormCollection form) =>
        form["requested_token_use"] != GrantTypes.OnBehalfOf ? EntraError.Missing("requested_token_use=on_behalf_of")
            : form["assertion"].ToString().Length == 0 ? EntraError.Missing("assertion")
            : null;

    private async Task<EntraError?> CheckTokenAsync(AppRegistration app, JsonWebToken token)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return !await issuer.IssuedAsync(token) ? EntraError.UnverifiedUserToken()
            : !token.Audiences.Contains(app.ClientId) ? EntraError.ForeignUserToken(token.Audiences, app.ClientId)
            : token.ValidTo < now - ClockSkew || token.ValidFrom > now + ClockSkew ? EntraError.ExpiredUserToken()
            : token.TryGetPayloadValue<string>("scp", out _) ? null
            : EntraError.AppOnlyAssertion(app.ClientId);
    }
}
