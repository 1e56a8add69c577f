using Azure.Core;
using Azure.Core.Pipeline;
using McpAspire.ServiceDefaults.Logging;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace McpAspire.ServiceDefaults.Identity;

/// <summary>
/// This process's access token: acquired once for all concurrent callers, kept in memory, and renewed in the background before it expires.
/// Azure.Identity caches too, but each caller without a cached token requests its own (50 concurrent calls made 41 to 50 requests).
/// </summary>
public sealed partial class AccessTokenSource : IAccessTokens, IDisposable
{
    /// <summary>Renewal starts this long before expiry; Azure.Identity treats a token as expired from then on.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    /// <summary>The wait after a background renewal that failed or returned the same token.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly IdentityOptions _options;
    private readonly Func<TokenCredential?> _create;
    private readonly TimeProvider _time;
    private readonly TokenMetrics _metrics;
    private readonly ILogger _logger;
    private readonly ILogger _audit;
    private readonly TokenRequestContext _request;
    private readonly ITimer _renewal;
    private TokenCredential? _credential;
    private KeptToken? _kept;
    private Task<KeptToken>? _pending;

    internal AccessTokenSource(
        IOptions<IdentityOptions> options, Func<TokenCredential?> create, TimeProvider time, TokenMetrics metrics, ILoggerFactory loggers)
    {
        (_create, _time, _metrics, _options) = (create, time, metrics, options.Value);
        (_logger, _audit) = (loggers.CreateLogger<AccessTokenSource>(), loggers.CreateLogger(LogCategories.Audit));
        Kind = CredentialSelector.Select(options.Value);
        _request = new TokenRequestContext(options.Value.ScopeList);
        _credential = create();
        _renewal = time.CreateTimer(_ => Renew(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Log.CredentialSelected(_logger, Kind);
        if (options.Value.NamesManagementPlane)
        {
            Log.ManagementScope(_logger);
        }
    }

    /// <summary>The credential that provides the tokens.</summary>
    public CredentialKind Kind { get; }

    /// <returns>The access token; <see langword="null"/> if the settings name no scope.</returns>
    /// <exception cref="AccessTokenException">
    /// Entra refused, cannot be reached, or took longer than <see cref="IdentityOptions.TokenTimeout"/>.
    /// </exception>
    public ValueTask<string?> GetAsync(CancellationToken cancellationToken) =>
        _credential is null ? default
        : Volatile.Read(ref _kept) is { } kept && _time.GetUtcNow() < kept.UsableUntil ? new(kept.Text.Reveal())
        : new(AcquireAsync(TokenReason.Missing, cancellationToken));

    /// <summary>Replaces a token that was rejected, bypassing every cache.</summary>
    /// <returns>The token that replaces <paramref name="rejected"/>; another caller may have requested it.</returns>
    /// <exception cref="AccessTokenException">As for <see cref="GetAsync"/>.</exception>
    public async Task<string?> ReplaceAsync(string rejected, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_kept is { } kept && kept.Text.Reveal() != rejected)
            {
                return kept.Text.Reveal();
            }

            if (_pending is null)
            {
                // A credential returns its cached token while that is valid; a new credential has no cache.
                (_kept, _credential) = (null, _create());
            }
        }

        return await AcquireAsync(TokenReason.Rejected, cancellationToken);
    }

    /// <inheritdoc />
    public void Dispose() => _renewal.Dispose();

    private async Task<string?> AcquireAsync(TokenReason reason, CancellationToken cancellationToken) =>
        (await StartOrJoin(reason).WaitAsync(cancellationToken)).Text.Reveal();

    private Task<KeptToken> StartOrJoin(TokenReason reason)
    {
        lock (_lock)
        {
            return _pending ??= Task.Run(() => RequestAsync(reason));
        }
    }

    private async Task<KeptToken> RequestAsync(TokenReason reason)
    {
        var start = _time.GetTimestamp();
        KeptToken? token = null;
        string? code = null;
        // Sent to Entra as x-ms-client-request-id.
        var requestId = Guid.NewGuid().ToString();
        try
        {
            using var scope = HttpPipeline.CreateClientRequestIdScope(requestId);
            using var limit = new CancellationTokenSource(_options.TokenTimeout, _time);
            token = KeptToken.Of(await _credential!.GetTokenAsync(_request, limit.Token), _time.GetUtcNow(), Margin);
            Log.TokenAcquired(_logger, Kind, reason, token.EndsAt);
            return token;
        }
        catch (Exception exception) when (exception is Azure.Identity.AuthenticationFailedException or OperationCanceledException)
        {
            var failure = new AccessTokenException(AadstsCode.Find(exception), exception, _options);
            code = failure.Cause;
            Log.TokenFailed(_logger, Kind, reason, code);
            throw failure;
        }
        finally
        {
            var elapsed = _time.GetElapsedTime(start);
            _metrics.Acquired(Kind, reason, token is not null, elapsed);
            Log.TokenRequested(
                _audit,
                token is null ? "failed" : "ok",
                code,
                elapsed.TotalMilliseconds,
                Kind,
                reason,
                string.Join(' ', _request.Scopes),
                requestId);
            Keep(token);
        }
    }

    private void Keep(KeptToken? token)
    {
        lock (_lock)
        {
            var next = token is null || token.Text.Reveal() == _kept?.Text.Reveal() ? Pause : token.RenewAt - _time.GetUtcNow();
            // A credential caches the token file for 5 minutes, even if Entra refused it; a new credential reads the file again.
            _credential = token is null ? _create() : _credential;
            (_kept, _pending) = (token ?? _kept, null);
            _renewal.Change(_kept is null ? Timeout.InfiniteTimeSpan : Max(next, TimeSpan.FromSeconds(1)), Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Runs in the background: a failure is logged, and callers use the old token until it expires.</summary>
    private void Renew() => StartOrJoin(TokenReason.Ending).ContinueWith(
        static failed => _ = failed.Exception,
        CancellationToken.None,
        TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);

    private static TimeSpan Max(TimeSpan left, TimeSpan right) => left > right ? left : right;

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Credential for outgoing calls: {Kind}")]
        public static partial void CredentialSelected(ILogger logger, CredentialKind kind);

        [LoggerMessage(2, LogLevel.Information, "Access token acquired by {Kind} ({Reason}), valid until {EndsAt:O}")]
        public static partial void TokenAcquired(ILogger logger, CredentialKind kind, TokenReason reason, DateTimeOffset endsAt);

        [LoggerMessage(3, LogLevel.Error, "Azure token acquisition failed: {Kind} ({Reason}), {Code}")]
        public static partial void TokenFailed(ILogger logger, CredentialKind kind, TokenReason reason, string code);

        [LoggerMessage(5, LogLevel.Information,
            "Token request: {Outcome} in {DurationMs} ms, code {ErrorCode}, by {Credential} ({TokenReason}) for {Scopes}, request "
                + "{ClientRequestId}")]
        public static partial void TokenRequested(
            ILogger logger,
            string outcome,
            string? errorCode,
            double durationMs,
            CredentialKind credential,
            TokenReason tokenReason,
            string scopes,
            string clientRequestId);

        [LoggerMessage(4, LogLevel.Warning,
            "The access token is for Azure's management plane: the called API can act on Azure as this process "
                + "(AZURE_ALLOW_MANAGEMENT_SCOPE)")]
        public static partial void ManagementScope(ILogger logger);
    }
}
