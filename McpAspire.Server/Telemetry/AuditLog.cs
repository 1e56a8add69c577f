using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using McpAspire.Server.Http;
using McpAspire.ServiceDefaults;
using Microsoft.Extensions.Options;

namespace McpAspire.Server.Telemetry;

/// <summary>One event for each tool call, on a category of its own that is always on. Of its arguments it has a hash, never a value.</summary>
internal sealed partial class AuditLog(IOptions<AuditOptions> options, ILoggerFactory loggers)
{
    private readonly ILogger _logger = loggers.CreateLogger(TelemetryExtensions.AuditCategory);
    private readonly AuditCallers _callers = options.Value.Callers;
    private readonly byte[]? _key = options.Value.HashKey is { } key ? Encoding.UTF8.GetBytes(key.Reveal()) : null;

    /// <param name="call">The call.</param>
    /// <param name="tool">Its tool, or that there is none of the name.</param>
    /// <param name="caller">Who called.</param>
    /// <param name="outcome">How it ended.</param>
    /// <param name="elapsed">How long it took.</param>
    public void Called(PostedCall call, string tool, ClaimsPrincipal caller, ToolCallOutcome outcome, TimeSpan elapsed) => Log.ToolCalled(
        _logger,
        tool,
        outcome.Outcome,
        outcome.ErrorCode,
        Math.Round(elapsed.TotalMilliseconds, 3),
        _key is null ? Hex("sha256:", call.Arguments) : Hex("hmac-sha256:", HMACSHA256.HashData(_key, call.Arguments)),
        Name(caller.FindFirst("oid") ?? caller.FindFirst("sub")),
        Name(caller.FindFirst("azp") ?? caller.FindFirst("appid")));

    private string? Name(Claim? claim) => claim is null ? null : _callers switch
    {
        AuditCallers.Plain => claim.Value,
        AuditCallers.Hashed => Hash(Encoding.UTF8.GetBytes(claim.Value)),
        AuditCallers.None or _ => null,
    };

    private string Hash(byte[] value) => Convert.ToHexStringLower(_key is null ? SHA256.HashData(value) : HMACSHA256.HashData(_key, value));

    private static string Hex(string algorithm, byte[] hash) => string.Create(algorithm.Length + (2 * hash.Length), (algorithm, hash), static (text, parts) =>
    {
        parts.algorithm.CopyTo(text);
        Convert.TryToHexStringLower(parts.hash, text[parts.algorithm.Length..], out _);
    });

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Tool call {Tool}: {Outcome} {ErrorCode} in {DurationMs} ms, arguments {Arguments}, caller {Subject}, client {Client}")]
        public static partial void ToolCalled(ILogger logger, string tool, string outcome, string? errorCode, double durationMs, string arguments, string? subject, string? client);
    }
}
