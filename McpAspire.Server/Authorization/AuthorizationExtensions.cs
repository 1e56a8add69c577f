using McpAspire.ServiceDefaults.Identity;
using McpAspire.ServiceDefaults.Settings;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.Extensions.Options;

namespace McpAspire.Server.Authorization;

/// <summary>Registers authorization: anyone may call, or only callers with an Entra ID token and the permission of the tool.</summary>
internal static partial class AuthorizationExtensions
{
    /// <summary>The policy of every MCP endpoint.</summary>
    public const string Caller = "caller";

    public static void AddCallerAuthorization(this WebApplicationBuilder builder)
    {
        builder.AddOptions(new SettingsBinding<CallerOptions>(CallerOptions.SectionName, static (section, options) => section.Bind(options))
        {
            Enums = [SettingNames.Of<AuthorizationMode>(nameof(CallerOptions.Mode))],
        });
        builder.AddBearerTokens(Configure);
        builder.Services.AddAuthorization();
        // Neither keeps state; by default both would be created for each request, and with them six services on which they depend.
        builder.Services.AddSingleton<IPolicyEvaluator, PolicyEvaluator>();
        builder.Services.AddSingleton<IAuthorizationMiddlewareResultHandler, AuthorizationMiddlewareResultHandler>();
        builder.Services.AddOptions<AuthorizationOptions>().Configure<IOptions<CallerOptions>>(static (authorization, caller) =>
            authorization.AddPolicy(Caller, policy => policy.RequireAssertion(context =>
                caller.Value.Permissions.Any(permission => caller.Value.Permits(context.User, permission)))));
    }

    /// <summary>Logs the authorization mode.</summary>
    public static void LogCallers(this WebApplication app)
    {
        var caller = app.Services.GetRequiredService<IOptions<CallerOptions>>().Value;
        if (caller.Mode is AuthorizationMode.None)
        {
            var isLocal = ListenUrls.In(app.Configuration)
                .All(static url => Uri.TryCreate(url, UriKind.Absolute, out var address) && address.IsLoopback);
            Log.EverybodyMayCall(app.Logger, isLocal ? LogLevel.Information : LogLevel.Warning);
        }
        else
        {
            Log.CallersNeedToken(app.Logger, string.Join(", ", caller.AcceptedAudiences));
        }
    }

    private static void Configure(JwtBearerOptions bearer, IServiceProvider services)
    {
        var caller = services.GetRequiredService<IOptions<CallerOptions>>().Value;
        var identity = services.GetRequiredService<IOptions<IdentityOptions>>().Value;
        if (caller.Mode is AuthorizationMode.None)
        {
            bearer.Events.OnMessageReceived = static context =>
            {
                context.NoResult();
                return Task.CompletedTask;
            };
            return;
        }

        bearer.Authority = caller.AuthorityOr(identity)!.AbsoluteUri;
        bearer.TokenValidationParameters.ValidAudiences = caller.AcceptedAudiences;
        if (identity.AuthorityCaFile is { } file)
        {
            bearer.BackchannelHttpHandler = AuthorityTrust.CreateHandler(file);
        }

        bearer.Events.OnForbidden = context => Challenge.NoPermissionAsync(context.HttpContext, caller);
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

        [LoggerMessage(
            EventId = 2, Message = "Callers need no token: anyone who can reach this server may call every tool (AUTHORIZATION_MODE)")]
        public static partial void EverybodyMayCall(ILogger logger, LogLevel level);
    }
}
