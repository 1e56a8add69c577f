using System.Security.Cryptography.X509Certificates;
using McpAspire.MockBackend.Entra;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Net.Http.Headers;

namespace McpAspire.MockBackend.Authentication;

/// <summary>How the tokens of callers are checked.</summary>
internal static class CallerTokens
{
    public static void Configure(JwtBearerOptions bearer, CallerOptions caller, LocalEntra? local)
    {
        var isLocal = string.IsNullOrEmpty(caller.Authority);
        bearer.Authority = isLocal ? local!.Addresses.Issuer : caller.Authority;
        bearer.Audience = string.IsNullOrEmpty(caller.Audience) ? EntraIds.BackendResource : caller.Audience;
        bearer.MapInboundClaims = false;
        bearer.SaveToken = false;
        bearer.TokenValidationParameters.NameClaimType = "azp";
        bearer.TokenValidationParameters.RoleClaimType = "roles";
        bearer.TokenValidationParameters.ValidAlgorithms = ["RS256"];
        bearer.BackchannelTimeout = TimeSpan.FromSeconds(5);
        if (isLocal)
        {
            bearer.BackchannelHttpHandler = Trusting(local!.Root);
        }
        else if (caller.AuthorityCaFile is { Length: > 0 } file)
        {
            bearer.BackchannelHttpHandler = Trusting(X509CertificateLoader.LoadCertificateFromFile(file));
        }

        bearer.Events = new JwtBearerEvents { OnForbidden = SayWhatIsMissing };
    }

    private static SocketsHttpHandler Trusting(X509Certificate2 root) => new()
    {
        PooledConnectionLifetime = TimeSpan.FromMinutes(15),
        SslOptions =
        {
            CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { root },
                RevocationMode = X509RevocationMode.NoCheck,
            },
        },
    };

    private static Task SayWhatIsMissing(ForbiddenContext context)
    {
        var role = context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<RequiredRole>()?.Name;
        context.Response.Headers[HeaderNames.WWWAuthenticate] = role is null
            ? "Bearer error=\"insufficient_scope\""
            : $"Bearer error=\"insufficient_scope\", scope=\"{role}\", error_description=\"The app role '{role}' is missing\"";
        return Task.CompletedTask;
    }
}
