using System.Security.Claims;
using System.Text.RegularExpressions;

namespace McpAspire.MockBackend.Tickets;

/// <summary>A caller's key for one request. Keys are scoped per authenticated caller.</summary>
/// <param name="Caller">The subject of the caller's token; empty without authentication.</param>
/// <param name="Value">The key, without quotation marks.</param>
internal sealed partial record IdempotencyKey(string Caller, string Value)
{
    public const string Header = "Idempotency-Key";

    /// <summary>Response header: the key was used before, and no ticket was created.</summary>
    public const string ReplayedHeader = "Idempotency-Replayed";

    /// <summary>A string of RFC 9651 (draft-ietf-httpapi-idempotency-key-header) without blanks, with or without quotation marks.</summary>
    public const string Pattern = """^([!#-~]{1,255}|"([!#-\[\]-~]|\\["\\]){1,255}")$""";

    public const string Rule = "The header {0} must be 1 to 255 visible ASCII characters, with or without quotation marks around them.";

    /// <summary>The key of a header that matches <see cref="Pattern" />; null without a header.</summary>
    public static IdempotencyKey? Read(string? header, ClaimsPrincipal caller) => header is null
        ? null
        : new IdempotencyKey(caller.FindFirst("sub")?.Value ?? caller.FindFirst("azp")?.Value ?? "", Unquote(header));

    private static string Unquote(string header) => header[0] == '"' ? Escape.Replace(header[1..^1], "$1") : header;

    [GeneratedRegex(@"\\(.)")]
    private static partial Regex Escape { get; }
}
