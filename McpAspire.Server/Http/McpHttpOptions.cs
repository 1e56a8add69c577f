using System.ComponentModel.DataAnnotations;
using McpAspire.ServiceDefaults.Settings;

namespace McpAspire.Server.Http;

/// <summary>Who may talk to the MCP endpoints by name, and how much a request may cost.</summary>
internal sealed class McpHttpOptions : IValidatableObject
{
    public const string SectionName = "Http";

    /// <summary>The host names under which the server is called (<c>ALLOWED_HOSTS</c>), separated by commas or spaces; <c>*.example.com</c> stands for every name below it, <c>*</c> for any.</summary>
    /// <value>Default none. <c>localhost</c> and loopback addresses are always allowed: no rebound DNS name can pretend to be them.</value>
    public string? AllowedHosts { get; set; }

    /// <summary>The origins whose scripts may call (<c>ALLOWED_ORIGINS</c>), separated by commas or spaces, e.g. <c>https://tools.example.com</c>; <c>*</c> for any.</summary>
    /// <value>Default none. In Development, origins on loopback are allowed too. A request without an Origin header is no browser's, and passes.</value>
    public string? AllowedOrigins { get; set; }

    /// <summary>The largest request body (<c>MAX_REQUEST_BODY_BYTES</c>); larger ones get 413.</summary>
    /// <value>Default 1048576 bytes (1 MiB); 1024 to 104857600 bytes.</value>
    [Range(1024, 100 * 1024 * 1024, ErrorMessage = "must be 1024 to 104857600 bytes")]
    public int MaxRequestBodyBytes { get; set; } = 1024 * 1024;

    /// <summary>The largest total of a request's headers; larger ones get 431.</summary>
    /// <value>Default 32768 bytes (32 KiB), the default of Kestrel; 4096 to 1048576 bytes.</value>
    [Range(4096, 1024 * 1024, ErrorMessage = "must be 4096 to 1048576 bytes")]
    public int MaxRequestHeadersBytes { get; set; } = 32 * 1024;

    /// <summary>How long an MCP request may take in all (<c>REQUEST_TIMEOUT</c>, seconds); then 504, or an end of the stream that has begun.</summary>
    /// <value>Default 60 seconds; 1 to 600 seconds. Longer than a tool call may wait for the backend, so that the caller is told the reason.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00", ErrorMessage = "must be 1 to 600 seconds")]
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How many MCP requests may be under way at once (<c>MAX_CONCURRENT_REQUESTS</c>); one more gets 503 with Retry-After, at once.</summary>
    /// <value>Default 256; 1 to 100000.</value>
    [Range(1, 100_000, ErrorMessage = "must be 1 to 100000")]
    public int MaxConcurrentRequests { get; set; } = 256;

    public string[] AllowedHostList => SettingList.Split(AllowedHosts);

    public string[] AllowedOriginList => SettingList.Split(AllowedOrigins);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Array.Exists(AllowedHostList, host => host.AsSpan().ContainsAny(":/@") && !System.Net.IPAddress.TryParse(host, out _)))
        {
            yield return new ValidationResult("must be host names without scheme and port, e.g. mcp-server.mcp-system.svc", [nameof(AllowedHosts)]);
        }

        if (Array.Exists(AllowedOriginList, origin => origin != "*" && (!Uri.TryCreate(origin, UriKind.Absolute, out var uri) || uri.GetLeftPart(UriPartial.Authority) != origin)))
        {
            yield return new ValidationResult("must be origins, scheme and host and nothing after them, e.g. https://tools.example.com", [nameof(AllowedOrigins)]);
        }
    }
}
