using Azure.Core;
using Azure.Core.Pipeline;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace McpAspire.ServiceDefaults.Identity;

/// <summary>
/// This process's access token: asked for once however many callers wait, kept in memory, and renewed in the background before it ends. Azure.Identity
/// caches too, but lets every cold caller ask Entra for itself (50 concurrent calls made 41 to 50 requests).
/// </summary>
public sealed partial class AccessTokenSource : IDisposable
{
    /// <summary>Renewal begins this long before the end; Azure.Identity itself treats a token as ended from then on.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    /// <summary>After a background renewal that failed, or gave the same token again.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly TimeSpan _limit;
    private readonly Func<TokenCredential?> _create;
    private readonly TimeProvider _time;
    private readonly TokenMetrics _metrics;
    private readonly ILogger _logger;
    private readonly ILogger _audit;
    private readonly TokenRequestContext _request;
    private readonly ITimer _renewal;
    private TokenCredential? _credential;
    private KeptToken? _kept;
    private Task<KeptToken>? _underWay;

    internal AccessTokenSource(IOptions<IdentityOptions> options, Func<TokenCredential?> create, TimeProvider time, TokenMetrics metrics, ILoggerFactory loggers)
    {
        (_create, _time, _metrics, _limit) = (create, time, metrics, options.Value.TokenTimeout);
        (_logger, _audit) = (loggers.CreateLogger<AccessTokenSource>(), loggers.CreateLogger(TelemetryExtensions.AuditCategory));
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

    /// <summary>Where the tokens come from.</summary>
    public CredentialKind Kind { get; }

    /// <returns>The access token; <see langword="null"/> where the settings ask for none.</returns>
    /// <exception cref="AccessTokenException">Entra refused, could not be reached, or took longer than <see cref="IdentityOptions.TokenTimeout"/>.</exception>
    public ValueTask<string?> GetAsync(CancellationToken cancellationToken) =>
        _credential is null ? default
        : Volatile.Read(ref _kept) is { } kept && _time.GetUtcNow() < kept.UsableUntil ? new(kept.Text.Reveal())
        : new(AcquireAsync(TokenReason.Missing, cancellationToken));

    /// <summary>Gets another token than the one that was not accepted; past every cache.</summary>
    /// <returns>The token that replaces <paramref name="rejected"/>; by now that may be one that another caller asked for.</returns>
    /// <exception cref="AccessTokenException">As for <see cref="GetAsync"/>.</exception>
    public async Task<string?> ReplaceAsync(string rejected, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_kept is { } kept && kept.Text.Reveal() != rejected)
            {
                return kept.Text.Reveal();
            }

            if (_underWay is null)
            {
                // A credential answers from its own cache as long as the token is valid; a new one has none.
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
            return _underWay ??= Task.Run(() => RequestAsync(reason));
        }
    }

    private async Task<KeptToken> RequestAsync(TokenReason reason)
    {
        var start = _time.GetTimestamp();
        KeptToken? token = null;
        string? code = null;
        // Azure.Identity sends it to Entra (x-ms-client-request-id).
        var requestId = Guid.NewGuid().ToString();
        try
        {
            using var scope = HttpPipeline.CreateClientRequestIdScope(requestId);
            using var limit = new CancellationTokenSource(_limit, _time);
            token = KeptToken.Of(await _credential!.GetTokenAsync(_request, limit.Token), _time.GetUtcNow(), Margin);
            Log.TokenAcquired(_logger, Kind, reason, token.EndsAt);
            return token;
        }
        catch (Exception exception) when (exception is Azure.Identity.AuthenticationFailedException or OperationCanceledException)
        {
            var failure = new AccessTokenException(AadstsCode.Find(exception), exception, _limit);
            code = failure.Code ?? "no answer";
            Log.TokenFailed(_logger, Kind, reason, code);
            throw failure;
        }
        finally
        {
            var elapsed = _time.GetElapsedTime(start);
            _metrics.Acquired(Kind, reason, token is not null, elapsed);
            Log.TokenRequested(_audit, token is null ? "failed" : "ok", code, elapsed.TotalMilliseconds, Kind, reason, string.Join(' ', _request.Scopes), requestId);
            Keep(token);
        }
    }

    private void Keep(KeptToken? token)
    {
        lock (_lock)
        {
            var next = token is null || token.Text.Reveal() == _kept?.Text.Reveal() ? Pause : token.RenewAt - _time.GetUtcNow();
            // A credential keeps what it read from the token file for 5 minutes, also when Entra has refused it; a new one reads it again.
            _credential = token is null ? _create() : _credential;
            (_kept, _underWay) = (token ?? _kept, null);
            _renewal.Change(_kept is null ? Timeout.InfiniteTimeSpan : Max(next, TimeSpan.FromSeconds(1)), Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Nobody waits for this: its failure is logged, and callers have the old token until that ends.</summary>
    private void Renew() => StartOrJoin(TokenReason.Ending).ContinueWith(
        static failed => _ = failed.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    private static TimeSpan Max(TimeSpan left, TimeSpan right) => left > right ? left : right;

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Credential for outgoing calls: {Kind}")]
        public static partial void CredentialSelected(ILogger logger, CredentialKind kind);

        [LoggerMessage(2, LogLevel.Information, "Access token acquired by {Kind} ({Reason}), valid until {EndsAt:O}")]
        public static partial void TokenAcquired(ILogger logger, CredentialKind kind, TokenReason reason, DateTimeOffset endsAt);

        [LoggerMessage(3, LogLevel.Error, "Azure token acquisition failed: {Kind} ({Reason}), {Code}")]
        public static partial void TokenFailed(ILogger logger, CredentialKind kind, TokenReason reason, string code);

        [LoggerMessage(5, LogLevel.Information, "Token request: {Outcome} {ErrorCode} in {DurationMs} ms, by {Credential} ({TokenReason}) for {Scopes}, request {ClientRequestId}")]
        public static partial void TokenRequested(ILogger logger, string outcome, string? errorCode, double durationMs, CredentialKind credential, TokenReason tokenReason, string scopes, string clientRequestId);

        [LoggerMessage(4, LogLevel.Warning, "The access token is one for Azure's management plane: what is called with it can act on Azure as this process (AZURE_ALLOW_MANAGEMENT_SCOPE)")]
        public static partial void ManagementScope(ILogger logger);
    }
}
