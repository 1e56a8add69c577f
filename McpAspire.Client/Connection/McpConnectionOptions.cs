using System.ComponentModel.DataAnnotations;
using McpAspire.ServiceDefaults.Settings;
using Microsoft.Extensions.Options;

namespace McpAspire.Client.Connection;

/// <summary>Address and timeouts of the MCP server.</summary>
internal sealed class McpConnectionOptions : IOptionRules
{
    public const string SectionName = "Connection";

    private const string McpPath = "/mcp";

    /// <summary>
    /// The server's address (<c>MCP_SERVER_URL</c>): http, https, or <c>https+http://name</c> for service discovery. Appends <c>mcp</c> if
    /// the path is missing or ends with a slash; any other path is that of the endpoint.
    /// </summary>
    /// <value>Default <c>http://localhost:8000</c>.</value>
    [Required(ErrorMessage = "must be an absolute http or https URL")]
    public Uri? ServerUrl { get; set; } = new("http://localhost:8000");

    /// <summary>Timeout of connecting and listing the tools (<c>DISCOVERY_TIMEOUT</c>, seconds).</summary>
    /// <value>Default 10 seconds; 0.1 to 300 seconds.</value>
    [SettingRange(0.1, 300, ErrorMessage = "must be 0.1 to 300 seconds")]
    public TimeSpan DiscoveryTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Timeout of one tool call.</summary>
    /// <value>Default 30 seconds, twice the server's limit for the backend; 0.1 to 600 seconds.</value>
    [SettingRange(0.1, 600, ErrorMessage = "must be 0.1 to 600 seconds")]
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The wait before the first attempt to reconnect; doubles with each attempt. Random jitter shortens it by up to half.
    /// </summary>
    /// <value>Default 1 second; 0.01 to 60 seconds.</value>
    [SettingRange(0.01, 60, ErrorMessage = "must be 0.01 to 60 seconds")]
    public TimeSpan FirstRetryDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Maximum wait between two attempts to reconnect.</summary>
    /// <value>Default 30 seconds; 0.01 to 3600 seconds, at least <see cref="FirstRetryDelay"/>.</value>
    [SettingRange(0.01, 3600, ErrorMessage = "must be 0.01 to 3600 seconds")]
    public TimeSpan MaxRetryDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The server's MCP endpoint, without user and password, which would appear in logs.</summary>
    public Uri Endpoint
    {
        get
        {
            var path = ServerUrl!.AbsolutePath;
            return new UriBuilder(ServerUrl)
            {
                UserName = string.Empty,
                Password = string.Empty,
                Path = path.EndsWith(McpPath + "/", StringComparison.Ordinal)
                    ? path[..^1]
                    : path.EndsWith('/')
                    ? path[..^1] + McpPath
                    : path,
            }.Uri;
        }
    }

    /// <summary>The scheme that requests service discovery, such as <c>https+http</c>; <see langword="null"/> for http and https.</summary>
    public string? DiscoveryScheme => ServerUrl!.Scheme.Contains('+', StringComparison.Ordinal) ? ServerUrl.Scheme : null;

    /// <summary>Whether a server's URL may have this scheme: http, https, or both for service discovery.</summary>
    public static bool IsServerScheme(string scheme) => scheme is "http" or "https" or "https+http" or "http+https";

    public IEnumerable<ValidationResult> Check(IServiceProvider services)
    {
        if (ServerUrl is not null && !(ServerUrl.IsAbsoluteUri && IsServerScheme(ServerUrl.Scheme)))
        {
            yield return new ValidationResult("must be an absolute http or https URL", [nameof(ServerUrl)]);
        }

        if (MaxRetryDelay < FirstRetryDelay)
        {
            yield return new ValidationResult(
                $"must be at least the first wait, {FirstRetryDelay.TotalSeconds} seconds", [nameof(MaxRetryDelay)]);
        }
    }
}

[OptionsValidator]
internal sealed partial class McpConnectionOptionsValidator : IValidateOptions<McpConnectionOptions>;
