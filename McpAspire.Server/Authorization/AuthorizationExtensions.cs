using McpAspire.ServiceDefaults.Identity;
using McpAspire.ServiceDefaults.Settings;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using ModelContextProtocol.AspNetCore.Authentication;

namespace McpAspire.Server.Authorization;

/// <summary>Who may call: everybody, or callers with a token of Entra ID and the permission that the tool names.</summary>
internal static partial class AuthorizationExtensions
{
    /// <summary>The policy of every MCP endpoint.</summary>
    private const string Caller = "caller";

    public static void AddCallerAuthorization(this WebApplicationBuilder builder)
    {
        builder.AddOptions<CallerOptions>(CallerOptions.SectionName);
        if (!builder.AsksForCallers())
        {
            return;
        }

        var authorization = builder.Services.AddAuthorizationBuilder();
        authorization.AddPolicy(Caller, static policy => policy.RequireAuthenticatedUser());
        foreach (var permission in Permissions.All)
        {
            authorization.AddPolicy(permission, policy => policy.RequireAssertion(context => Permissions.Has(context.User, permission)));
        }

        builder.AddBearerTokens(Configure);
        // Not by AddAuthentication: that would bring back what AddBearerTokens takes out.
        new AuthenticationBuilder(builder.Services).AddMcp();
        builder.Services.AddOptions<McpAuthenticationOptions>(McpAuthenticationDefaults.AuthenticationScheme).Configure<IOptions<CallerOptions>, IOptions<IdentityOptions>>(
            static (options, caller, identity) => ResourceMetadata.Configure(options, caller.Value, caller.Value.AuthorityOr(identity.Value)!));
    }

    /// <summary>Whether callers are to be known. Where they are not, no request pays for asking: there is neither middleware nor policy, and the tools ask for no permission.</summary>
    public static bool AsksForCallers(this WebApplicationBuilder builder) =>
        builder.Configuration[$"{CallerOptions.SectionName}:{nameof(CallerOptions.Mode)}"]?.Equals(nameof(AuthorizationMode.EntraId), StringComparison.OrdinalIgnoreCase) ?? false;

    /// <summary>Authenticates callers, where that is asked for, and says in the log whether it is.</summary>
    public static void UseCallerAuthorization(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<CallerOptions>>() is { Value: { Mode: AuthorizationMode.EntraId } caller })
        {
            app.UseAuthentication();
            app.UseAuthorization();
            Log.CallersNeedToken(app.Logger, string.Join(", ", caller.AcceptedAudiences));
        }
        else
        {
            Log.EverybodyMayCall(app.Logger);
        }
    }

    /// <summary>Only callers that are known, where that is asked for.</summary>
    public static TBuilder RequireCaller<TBuilder>(this TBuilder endpoints, IOptions<CallerOptions> caller)
        where TBuilder : IEndpointConventionBuilder => caller.Value.Mode is AuthorizationMode.None ? endpoints : endpoints.RequireAuthorization(Caller);

    private static void Configure(JwtBearerOptions bearer, IServiceProvider services)
    {
        var (caller, identity) = (services.GetRequiredService<IOptions<CallerOptions>>().Value, services.GetRequiredService<IOptions<IdentityOptions>>().Value);
        bearer.Authority = caller.AuthorityOr(identity)!.AbsoluteUri;
        bearer.TokenValidationParameters.ValidAudiences = caller.AcceptedAudiences;
        if (identity.AuthorityCaFile is { } file)
        {
            bearer.BackchannelHttpHandler = AuthorityTrust.CreateHandler(file);
        }

        bearer.Events.OnChallenge = context =>
        {
            context.HandleResponse();
            return Challenge.UnauthorizedAsync(context.HttpContext, caller, context.Error, context.ErrorDescription);
        };
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Callers need a bearer token for {Audiences}")]
        public static partial void CallersNeedToken(ILogger logger, string audiences);

        [LoggerMessage(2, LogLevel.Warning, "Callers need no token: whoever reaches this server may call every tool (AUTHORIZATION_MODE)")]
        public static partial void EverybodyMayCall(ILogger logger);
    }
}
