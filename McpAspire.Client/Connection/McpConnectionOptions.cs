using System.ComponentModel.DataAnnotations;
using McpAspire.ServiceDefaults.Settings;
using Microsoft.Extensions.Options;

namespace McpAspire.Client.Connection;

/// <summary>Where the MCP server is, and how long the client waits for it.</summary>
internal sealed class McpConnectionOptions : IOptionRules
{
    public const string SectionName = "Connection";

    private const string McpPath = "/mcp";

    /// <summary>
    /// The server's address (<c>MCP_SERVER_URL</c>): http, https, or <c>https+http://name</c> for service discovery. Without a path, or
    /// with one that ends
    /// with a slash, <c>mcp</c> is added; any other path is the endpoint's.
    /// </summary>
    /// <value>Default <c>http://localhost:8000</c>.</value>
    [Required(ErrorMessage = "must be an absolute http or https URL")]
    public Uri? ServerUrl { get; set; } = new("http://localhost:8000");

    /// <summary>How long connecting and listing the tools may take together (<c>DISCOVERY_TIMEOUT</c>, seconds).</summary>
    /// <value>Default 10 seconds; 0.1 to 300 seconds.</value>
    [SettingRange(0.1, 300, ErrorMessage = "must be 0.1 to 300 seconds")]
    public TimeSpan DiscoveryTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long one tool call may take.</summary>
    /// <value>Default 30 seconds, twice what the server gives the backend; 0.1 to 600 seconds.</value>
    [SettingRange(0.1, 600, ErrorMessage = "must be 0.1 to 600 seconds")]
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The wait before the first attempt to reconnect; each further one doubles it. Up to half of a wait is taken off at random.
    /// </summary>
    /// <value>Default 1 second; 0.01 to 60 seconds.</value>
    [SettingRange(0.01, 60, ErrorMessage = "must be 0.01 to 60 seconds")]
    public TimeSpan FirstRetryDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait between two attempts to reconnect.</summary>
    /// <value>Default 30 seconds; 0.01 to 3600 seconds, at least <see cref="FirstRetryDelay"/>.</value>
    [SettingRange(0.01, 3600, ErrorMessage = "must be 0.01 to 3600 seconds")]
    public TimeSpan MaxRetryDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The server's MCP endpoint. User and password, which an address may carry, are left out: they would get into logs.</summary>
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

    /// <summary>
    /// The scheme that asks for service discovery, such as <c>https+http</c>; <see langword="null"/> where the address has an ordinary one.
    /// </summary>
    public string? DiscoveryScheme => ServerUrl!.Scheme.Contains('+', StringComparison.Ordinal) ? ServerUrl.Scheme : null;

    /// <summary>Whether a URL with this scheme can name a server: http, https, or both for service discovery.</summary>
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
