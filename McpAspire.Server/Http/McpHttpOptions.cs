using System.ComponentModel.DataAnnotations;
using McpAspire.ServiceDefaults.Settings;
using Microsoft.Extensions.Options;

namespace McpAspire.Server.Http;

/// <summary>Allowed host names and origins, and the limits of a request.</summary>
internal sealed class McpHttpOptions : IOptionRules
{
    public const string SectionName = "Http";

    /// <summary>
    /// Host names of the server (<c>ALLOWED_HOSTS</c>), separated by commas or spaces; <c>*.example.com</c> matches every name below it,
    /// <c>*</c> any.
    /// </summary>
    /// <value>Default none. <c>localhost</c> and loopback addresses are always allowed, because DNS rebinding cannot use them.</value>
    public string? AllowedHosts { get; set; }

    /// <summary>
    /// Origins of scripts that may call the server (<c>ALLOWED_ORIGINS</c>), separated by commas or spaces, e.g.
    /// <c>https://tools.example.com</c>; <c>*</c> for any.
    /// </summary>
    /// <value>Default none. In Development, loopback origins are allowed too. Requests without an Origin header are always allowed.</value>
    public string? AllowedOrigins { get; set; }

    /// <summary>The maximum size of a request body (<c>MAX_REQUEST_BODY_BYTES</c>); larger bodies get 413.</summary>
    /// <value>Default 262144 bytes (256 KiB); 1024 to 104857600 bytes.</value>
    [SettingRange(1024, 100 * 1024 * 1024, ErrorMessage = "must be 1024 to 104857600 bytes")]
    public int MaxRequestBodyBytes { get; set; } = 256 * 1024;

    /// <summary>The maximum number of JSON tokens in a message (<c>MAX_JSON_TOKENS</c>); messages with more get 413.</summary>
    /// <value>Default 20000; 100 to 10000000.</value>
    [SettingRange(100, 10_000_000, ErrorMessage = "must be 100 to 10000000")]
    public int MaxJsonTokens { get; set; } = JsonText.DefaultMaxTokens;

    /// <summary>
    /// The maximum size of all messages in flight (<c>MAX_BYTES_IN_FLIGHT</c>), where each JSON token counts 128 bytes beside the bytes of
    /// the body; messages beyond it get 503 with Retry-After.
    /// </summary>
    /// <value>Default 33554432 bytes (32 MiB); 1048576 to 1073741824 bytes.</value>
    [SettingRange(1024 * 1024, 1024 * 1024 * 1024, ErrorMessage = "must be 1048576 to 1073741824 bytes")]
    public int MaxBytesInFlight { get; set; } = 32 * 1024 * 1024;

    /// <summary>The maximum total size of a request's headers; larger ones get 431.</summary>
    /// <value>Default 32768 bytes (32 KiB), the default of Kestrel; 4096 to 1048576 bytes.</value>
    [SettingRange(4096, 1024 * 1024, ErrorMessage = "must be 4096 to 1048576 bytes")]
    public int MaxRequestHeadersBytes { get; set; } = 32 * 1024;

    /// <summary>
    /// The time limit of an MCP request (<c>REQUEST_TIMEOUT</c>, seconds); then 504, or the end of a stream that has started.
    /// </summary>
    /// <value>
    /// Default 60 seconds; 1 to 600 seconds. Longer than a tool call may wait for the backend, so that callers receive the reason.
    /// </value>
    [SettingRange(1, 600, ErrorMessage = "must be 1 to 600 seconds")]
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// The maximum number of MCP requests in flight (<c>MAX_CONCURRENT_REQUESTS</c>); more get 503 with Retry-After immediately.
    /// </summary>
    /// <value>Default 256; 1 to 100000.</value>
    [SettingRange(1, 100_000, ErrorMessage = "must be 1 to 100000")]
    public int MaxConcurrentRequests { get; set; } = 256;

    /// <summary>
    /// The maximum number of MCP requests in flight of one caller, by the application and the user in its token
    /// (<c>MAX_CONCURRENT_REQUESTS_PER_CALLER</c>); more get 503 with Retry-After. Without tokens only <see cref="MaxConcurrentRequests"/>
    /// applies.
    /// </summary>
    /// <value>Default a quarter of <see cref="MaxConcurrentRequests"/>; 1 to 100000.</value>
    [SettingRange(1, 100_000, ErrorMessage = "must be 1 to 100000")]
    public int? MaxConcurrentRequestsPerCaller { get; set; }

    /// <summary>
    /// The maximum number of calls per minute of one tool by one caller (<c>REQUESTS_PER_MINUTE</c>); more get 429 with Retry-After.
    /// </summary>
    /// <value>Default none; 1 to 1000000. Callers without a token count as one.</value>
    [SettingRange(1, 1_000_000, ErrorMessage = "must be 1 to 1000000")]
    public int? RequestsPerMinute { get; set; }

    /// <summary>The minimum data rate of a body after 5 seconds; slower ones get 408.</summary>
    /// <value>Default 1024 bytes per second; 1 to 1048576.</value>
    [SettingRange(1, 1024 * 1024, ErrorMessage = "must be 1 to 1048576 bytes per second")]
    public int MinBodyBytesPerSecond { get; set; } = 1024;

    /// <summary>Whether <c>GET /</c> shows browsers a page about the server (<c>HOME_PAGE</c>).</summary>
    /// <value>Default true in Development, else false.</value>
    public bool? HomePage { get; set; }

    public int PerCaller => MaxConcurrentRequestsPerCaller ?? Math.Max(1, MaxConcurrentRequests / 4);

    public string[] AllowedHostList => SettingList.Split(AllowedHosts);

    public string[] AllowedOriginList => SettingList.Split(AllowedOrigins);

    public IEnumerable<ValidationResult> Check(IServiceProvider services)
    {
        if (Array.Exists(AllowedHostList, static host => host.AsSpan().ContainsAny(":/@") && !System.Net.IPAddress.TryParse(host, out _)))
        {
            yield return new ValidationResult(
                "must be host names without scheme and port, e.g. mcp-server.mcp-system.svc", [nameof(AllowedHosts)]);
        }

        if (Array.Exists(AllowedOriginList, static origin => origin != "*" && !IsOrigin(origin)))
        {
            yield return new ValidationResult(
                "must be origins with scheme and host only, e.g. https://tools.example.com", [nameof(AllowedOrigins)]);
        }
    }

    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.GetLeftPart(UriPartial.Authority) == text;
}

[OptionsValidator]
internal sealed partial class McpHttpOptionsValidator : IValidateOptions<McpHttpOptions>;
