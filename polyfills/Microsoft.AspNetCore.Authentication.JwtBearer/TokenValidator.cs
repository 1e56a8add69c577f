using System.Globalization;
using Microsoft.IdentityModel.Tokens;

namespace Microsoft.AspNetCore.Authentication.JwtBearer;

/// <summary>Judges a token: signature, lifetime, audience, issuer, in this order. Each check returns null when the token passes.</summary>
internal sealed class TokenValidator(TokenValidationParameters parameters, IssuerConfiguration? configuration, DateTime utcNow)
{
    public TokenRejectedException? Check(JsonWebToken token) =>
        CheckSignature(token) ?? CheckLifetime(token) ?? CheckAudience(token) ?? CheckIssuer(token);

    private TokenRejectedException? CheckSignature(JsonWebToken token)
    {
        if (token.Signature.Length == 0)
        {
            return new TokenRejectedException("The signature is invalid");
        }

        var keys = configuration?.Keys ?? [];
        var named = token.KeyId is null ? [] : keys.Where(key => key.Id == token.KeyId).ToArray();
        // A token that names no known key may still be signed with one.
        if ((named.Length > 0 ? named : keys).Any(key => IsAllowed(token.Algorithm) && key.Verify(token.Algorithm, token.Signed, token.Signature)))
        {
            return null;
        }

        if (named.Length > 0)
        {
            return new TokenRejectedException("The signature is invalid", mayBeStale: true);
        }

        // What else is wrong with a token of an unknown key is said first: fetching keys again would not help it.
        return (token.KeyId is null ? null : CheckLifetime(token) ?? CheckIssuer(token) ?? CheckAudience(token))
            ?? new TokenRejectedException("The signature key was not found", mayBeStale: true);
    }

    private bool IsAllowed(string? algorithm) => parameters.ValidAlgorithms is not { } valid || !valid.Any() || valid.Contains(algorithm, StringComparer.Ordinal);

    private TokenRejectedException? CheckLifetime(JsonWebToken token)
    {
        if (!parameters.ValidateLifetime)
        {
            return null;
        }

        if (token.ValidTo is not { } expires)
        {
            return new TokenRejectedException("The token has no expiration");
        }

        if (token.ValidFrom is { } notBefore)
        {
            if (notBefore > expires)
            {
                return new TokenRejectedException($"The token lifetime is invalid; NotBefore: '{Words(notBefore)}', Expires: '{Words(expires)}'");
            }

            if (notBefore - utcNow > parameters.ClockSkew)
            {
                return new TokenRejectedException($"The token is not valid before '{Words(notBefore)}'");
            }
        }

        return utcNow - expires > parameters.ClockSkew ? new TokenRejectedException($"The token expired at '{Words(expires)}'") : null;
    }

    private TokenRejectedException? CheckAudience(JsonWebToken token)
    {
        var valid = Join(parameters.ValidAudience, parameters.ValidAudiences);
        return !parameters.ValidateAudience || token.Audiences.Any(audience => valid.Any(one => AreSame(one, audience)))
            ? null
            : new TokenRejectedException($"The audience '{(token.Audiences.Count == 0 ? "(null)" : string.Join(", ", token.Audiences))}' is invalid");
    }

    private TokenRejectedException? CheckIssuer(JsonWebToken token) =>
        !parameters.ValidateIssuer || (token.Issuer is { Length: > 0 } issuer
            && (issuer == configuration?.Issuer || Join(parameters.ValidIssuer, parameters.ValidIssuers).Contains(issuer, StringComparer.Ordinal)))
            ? null
            : new TokenRejectedException($"The issuer '{token.Issuer ?? "(null)"}' is invalid", mayBeStale: true);

    // A slash at the end makes no difference, as in the real package.
    private static bool AreSame(string valid, string audience) =>
        audience.Length > 0 && (valid == audience || valid == $"{audience}/" || $"{valid}/" == audience);

    private static IEnumerable<string> Join(string? one, IEnumerable<string>? many) =>
        (many ?? []).Append(one).OfType<string>().Where(static value => !string.IsNullOrWhiteSpace(value));

    private static string Words(DateTime time) => time.ToString(CultureInfo.InvariantCulture);
}
