using McpAspire.MockBackend.Entra;
using McpAspire.ServiceDefaults.Identity;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Net.Http.Headers;

namespace McpAspire.MockBackend.Authentication;

/// <summary>Configures the validation of callers' tokens.</summary>
internal static class CallerTokens
{
    public static void Configure(JwtBearerOptions bearer, CallerOptions caller, LocalEntra? local)
    {
        var isLocal = string.IsNullOrEmpty(caller.Authority);
        bearer.Authority = isLocal ? local!.Addresses.Issuer : caller.Authority;
        bearer.Audience = string.IsNullOrEmpty(caller.Audience) ? EntraIds.BackendResource : caller.Audience;
        if (isLocal)
        {
            bearer.BackchannelHttpHandler = AuthorityTrust.CreateHandler([local!.Root]);
        }
        else if (caller.AuthorityCaFile is { Length: > 0 } file)
        {
            bearer.BackchannelHttpHandler = AuthorityTrust.CreateHandler(file);
        }

        bearer.Events.OnForbidden = NameMissingRole;
    }

    private static Task NameMissingRole(ForbiddenContext context)
    {
        var role = context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<RequiredRole>()?.Name;
        context.Response.Headers[HeaderNames.WWWAuthenticate] = role is null
            ? "Bearer error=\"insufficient_scope\""
            : $"Bearer error=\"insufficient_scope\", scope=\"{role}\", error_description=\"The app role '{role}' is missing\"";
        return Task.CompletedTask;
    }
}
