using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using McpAspire.Server.Calls;
using McpAspire.Server.Identity;
using McpAspire.ServiceDefaults.Logging;
using Microsoft.Extensions.Options;

namespace McpAspire.Server.Telemetry;

/// <summary>Writes an event for each tool call to a log category that cannot be disabled, with a hash of the arguments.</summary>
internal sealed partial class AuditLog(IOptions<AuditOptions> options, ILoggerFactory loggers)
{
    private readonly ILogger _logger = loggers.CreateLogger(LogCategories.Audit);
    private readonly AuditCallers _callers = options.Value.Callers;
    private readonly byte[]? _key = options.Value.HashKey is { } key ? Encoding.UTF8.GetBytes(key.Reveal()) : null;

    public void Write(ToolCall call, ClaimsPrincipal caller, TimeSpan elapsed) => Log.ToolCalled(
        _logger,
        call.Tool,
        call.Outcome,
        call.ErrorCode,
        Math.Round(elapsed.TotalMilliseconds, 3),
        _key is null
            ? $"sha256:{Convert.ToHexStringLower(call.ArgumentsHash)}"
            : $"hmac-sha256:{Convert.ToHexStringLower(HMACSHA256.HashData(_key, call.ArgumentsHash))}",
        Name(caller.FindFirst("oid") ?? caller.FindFirst("sub")),
        Name(caller.FindFirst("azp") ?? caller.FindFirst("appid")),
        call.Identity);

    private string? Name(Claim? claim) => claim is null ? null : _callers switch
    {
        AuditCallers.Plain => claim.Value,
        AuditCallers.Hashed => Hash(Encoding.UTF8.GetBytes(claim.Value)),
        AuditCallers.None or _ => null,
    };

    private string Hash(byte[] value) => Convert.ToHexStringLower(_key is null ? SHA256.HashData(value) : HMACSHA256.HashData(_key, value));

    private static partial class Log
    {
        [LoggerMessage(
            1,
            LogLevel.Information,
            "Tool call {Tool}: {Outcome} in {DurationMs} ms, code {ErrorCode}, arguments {Arguments}, caller {Subject}, client {Client}, "
                + "API called as {Identity}")]
        public static partial void ToolCalled(
            ILogger logger,
            string? tool,
            string outcome,
            string? errorCode,
            double durationMs,
            string arguments,
            string? subject,
            string? client,
            CallIdentity? identity);
    }
}
