using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Microsoft.AspNetCore.Authentication.JwtBearer;

/// <summary>Authenticates a request by the token in its Authorization header (RFC 6750).</summary>
internal sealed partial class JwtBearerHandler(IOptionsMonitor<JwtBearerOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<JwtBearerOptions>(options, logger, encoder)
{
    private const string Prefix = "Bearer ";

    private new JwtBearerEvents Events => (JwtBearerEvents)base.Events!;

    protected override Task<object> CreateEventsAsync() => Task.FromResult<object>(new JwtBearerEvents());

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        try
        {
            var received = new MessageReceivedContext(Context, Scheme, Options);
            await Events.MessageReceived(received);
            if (received.Result is not null)
            {
                return received.Result;
            }

            var token = string.IsNullOrEmpty(received.Token) ? TokenOf(Request.Headers.Authorization.ToString()) : received.Token;
            return string.IsNullOrEmpty(token) ? AuthenticateResult.NoResult() : await AuthenticateAsync(token);
        }
        catch (Exception exception)
        {
            Log.Faulted(Logger, exception);
            var failed = new AuthenticationFailedContext(Context, Scheme, Options) { Exception = exception };
            await Events.AuthenticationFailed(failed);
            if (failed.Result is not null)
            {
                return failed.Result;
            }

            throw;
        }
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var result = await HandleAuthenticateOnceSafeAsync();
        var context = new JwtBearerChallengeContext(Context, Scheme, Options, properties) { AuthenticateFailure = result.Failure };
        if (Options.IncludeErrorDetails && context.AuthenticateFailure is not null)
        {
            context.Error = "invalid_token";
            context.ErrorDescription = (context.AuthenticateFailure as TokenRejectedException)?.Message;
        }

        await Events.Challenge(context);
        if (!context.Handled)
        {
            Response.StatusCode = StatusCodes.Status401Unauthorized;
            Response.Headers.Append(HeaderNames.WWWAuthenticate, ChallengeHeader.Of(Options.Challenge, context));
        }
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status403Forbidden;
        return Events.Forbidden(new ForbiddenContext(Context, Scheme, Options));
    }

    private static string? TokenOf(string authorization) =>
        authorization.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? authorization[Prefix.Length..].Trim() : null;

    private async Task<AuthenticateResult> AuthenticateAsync(string text)
    {
        var token = JsonWebToken.Read(text);
        if ((token is null ? new TokenRejectedException(string.Empty) : await CheckAsync(token)) is { } rejection)
        {
            Log.TokenRejected(Logger, rejection.Message);
            var failed = new AuthenticationFailedContext(Context, Scheme, Options) { Exception = rejection };
            await Events.AuthenticationFailed(failed);
            return failed.Result ?? AuthenticateResult.Fail(failed.Exception);
        }

        var identity = TokenIdentity.Create(token!, Options.TokenValidationParameters, Options.MapInboundClaims);
        var validated = new TokenValidatedContext(Context, Scheme, Options) { Principal = new ClaimsPrincipal(identity) };
        validated.Properties.ExpiresUtc = token!.ValidTo;
        validated.Properties.IssuedUtc = token.ValidFrom;
        await Events.TokenValidated(validated);
        if (validated.Result is not null)
        {
            return validated.Result;
        }

        if (Options.SaveToken)
        {
            validated.Properties.StoreTokens([new AuthenticationToken { Name = "access_token", Value = text }]);
        }

        validated.Success();
        return validated.Result!;
    }

    private async Task<TokenRejectedException?> CheckAsync(JsonWebToken token)
    {
        var known = Options.Issuer is { } issuer ? await issuer.GetAsync(Context.RequestAborted) : null;
        var rejection = Check(token, known);
        if (rejection is not { MayBeStale: true } || known is null)
        {
            return rejection;
        }

        // The issuer may have changed its keys since they were fetched.
        Options.Issuer!.RequestRefresh();
        var latest = await Options.Issuer.GetAsync(Context.RequestAborted);
        return ReferenceEquals(latest, known) ? rejection : Check(token, latest);
    }

    // The real package reads the system clock here, not the TimeProvider of the options.
    private TokenRejectedException? Check(JsonWebToken token, IssuerConfiguration? configuration) =>
        new TokenValidator(Options.TokenValidationParameters, configuration, TimeProvider.System.GetUtcNow().UtcDateTime).Check(token);

    private static partial class Log
    {
        [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "The token was rejected: {Description}", EventName = "TokenValidationFailed")]
        public static partial void TokenRejected(ILogger logger, string description);

        [LoggerMessage(EventId = 3, Level = LogLevel.Error, Message = "The request could not be authenticated", EventName = "ProcessingMessageFailed")]
        public static partial void Faulted(ILogger logger, Exception exception);
    }
}
