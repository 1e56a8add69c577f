using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using McpAspire.ServiceDefaults.Logging;
using McpAspire.ServiceDefaults.Settings;
using Microsoft.Extensions.Logging;

namespace McpAspire.ServiceDefaults.Identity;

/// <summary>
/// Exchanges users' tokens for tokens of APIs (OAuth 2.0 on-behalf-of), authenticated by this pod's service account: no secret. A token is
/// acquired once for all concurrent calls of a user, and kept until it or the user's own token expires.
/// </summary>
public sealed partial class UserTokenSource
{
    /// <summary>Maximum number of tokens in memory; the least recently used is removed first.</summary>
    internal const int MaxTokens = 1_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, LinkedListNode<Exchange>> _exchanges = [];
    private readonly LinkedList<Exchange> _recent = [];
    private readonly IdentityOptions _options;
    private readonly Func<string, TokenCredential> _create;
    private readonly TimeProvider _time;
    private readonly TokenMetrics _metrics;
    private readonly ILogger _logger;
    private readonly ILogger _audit;

    /// <param name="options">The settings of this process.</param>
    /// <param name="create">Creates the credential for a user's token.</param>
    /// <param name="time">The clock.</param>
    /// <param name="metrics">Counts the exchanges.</param>
    /// <param name="loggers">Creates the loggers.</param>
    internal UserTokenSource(
        IdentityOptions options, Func<string, TokenCredential> create, TimeProvider time, TokenMetrics metrics, ILoggerFactory loggers)
    {
        (_options, _create, _time, _metrics) = (options, create, time, metrics);
        (_logger, _audit) = (loggers.CreateLogger<UserTokenSource>(), loggers.CreateLogger(LogCategories.Audit));
    }

    internal ValueTask<string?> GetAsync(UserToken user, CancellationToken cancellationToken)
    {
        var exchange = FindOrStart(user, rejected: null);
        return exchange.Token is { } token ? new(token.Text.Reveal()) : new(WaitAsync(exchange, cancellationToken));
    }

    internal Task<string?> ReplaceAsync(UserToken user, string rejected, CancellationToken cancellationToken) =>
        WaitAsync(FindOrStart(user, rejected), cancellationToken);

    private static async Task<string?> WaitAsync(Exchange exchange, CancellationToken cancellationToken) =>
        (await exchange.Completion.WaitAsync(cancellationToken)).Text.Reveal();

    private Exchange FindOrStart(UserToken user, string? rejected)
    {
        lock (_lock)
        {
            if (_exchanges.TryGetValue(user.Key, out var found))
            {
                _recent.Remove(found);
                if (found.Value.IsUsable(_time.GetUtcNow(), rejected))
                {
                    _recent.AddFirst(found);
                    return found.Value;
                }
            }

            var reason = found is null ? TokenReason.Missing : rejected is null ? TokenReason.Ending : TokenReason.Rejected;
            var started = new Exchange(user.Key, () => ExchangeAsync(user, reason), user.EndsAt);
            _exchanges[user.Key] = _recent.AddFirst(started);
            if (_recent.Count > MaxTokens)
            {
                _exchanges.Remove(_recent.Last!.Value.Key);
                _recent.RemoveLast();
            }

            return started;
        }
    }

    private async Task<KeptToken> ExchangeAsync(UserToken user, TokenReason reason)
    {
        var start = _time.GetTimestamp();
        var outcome = "failed";
        string? code = null;
        var scopes = SettingList.Split(user.Scopes);
        // Sent to Entra as x-ms-client-request-id.
        var requestId = Guid.NewGuid().ToString();
        try
        {
            using var scope = HttpPipeline.CreateClientRequestIdScope(requestId);
            using var limit = new CancellationTokenSource(_options.TokenTimeout, _time);
            var token = await _create(user.Assertion.Reveal()).GetTokenAsync(new TokenRequestContext(scopes), limit.Token);
            outcome = "ok";
            return KeptToken.Of(token, _time.GetUtcNow(), TimeSpan.Zero);
        }
        catch (Exception exception)
            when (exception is AuthenticationFailedException or OperationCanceledException or IOException or UnauthorizedAccessException)
        {
            var failure = new UserTokenException(AadstsCode.Find(exception), exception, _options);
            (outcome, code) = (failure.Code is null ? "failed" : "refused", failure.Cause);
            Log.ExchangeFailed(_logger, code);
            throw failure;
        }
        finally
        {
            var elapsed = _time.GetElapsedTime(start);
            _metrics.Exchanged(outcome, elapsed);
            Log.Exchanged(_audit, outcome, code, elapsed.TotalMilliseconds, reason, string.Join(' ', scopes), requestId);
        }
    }

    /// <summary>One exchange, in progress or completed.</summary>
    private sealed class Exchange
    {
        private readonly DateTimeOffset _userEndsAt;

        public Exchange(string key, Func<Task<KeptToken>> run, DateTimeOffset userEndsAt)
        {
            (Key, _userEndsAt) = (key, userEndsAt);
            Completion = Task.Run(async () => Token = await run());
        }

        public string Key { get; }

        public Task<KeptToken> Completion { get; }

        /// <summary>The token; <see langword="null"/> before the end, and after a failure.</summary>
        public KeptToken? Token { get; private set; }

        /// <summary>A failed one is never reused: the next call may have the consent that was missing.</summary>
        public bool IsUsable(DateTimeOffset now, string? rejected) => Token is { } token
            ? now < token.UsableUntil && now < _userEndsAt && token.Text.Reveal() != rejected
            : !Completion.IsCompleted;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Exchange of a user's token failed: {Code}")]
        public static partial void ExchangeFailed(ILogger logger, string code);

        [LoggerMessage(2, LogLevel.Information,
            "Token exchange: {Outcome} {ErrorCode} in {DurationMs} ms ({TokenReason}) for {Scopes}, request {ClientRequestId}")]
        public static partial void Exchanged(
            ILogger logger,
            string outcome,
            string? errorCode,
            double durationMs,
            TokenReason tokenReason,
            string scopes,
            string clientRequestId);
    }
}
