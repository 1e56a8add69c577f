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
        var required = context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<RequiredRole>();
        context.Response.Headers[HeaderNames.WWWAuthenticate] = required?.MissingFrom(context.HttpContext.User) is { } missing
            ? $"Bearer error=\"insufficient_scope\", scope=\"{required.Name}\", error_description=\"{missing}\""
            : "Bearer error=\"insufficient_scope\"";
        return Task.CompletedTask;
    }
}
