using System.ComponentModel.DataAnnotations;

namespace McpAspire.MockBackend.Entra;

/// <summary>The local Entra ID, for Development.</summary>
public sealed class LocalEntraOptions
{
    /// <summary>The configuration section that holds these options.</summary>
    public const string SectionName = "Entra";

    /// <summary>The loopback port; 0 takes a free one. Without it, there is no local Entra ID.</summary>
    /// <value>Default none; 0 to 65535.</value>
    [Range(0, 65535)]
    public int? Port { get; set; }

    /// <summary>The directory of <c>ca.pem</c> and of the services' token files; made at start when missing. A relative path is below the content root.</summary>
    /// <value>Default <c>.data/entra</c>; not empty.</value>
    [Required]
    public string Directory { get; set; } = ".data/entra";

    /// <summary>How long a service-account token is valid. It is replaced after 80 % of this.</summary>
    /// <value>Default 1 hour; 10 minutes, as in Kubernetes, to 24 hours.</value>
    [Range(typeof(TimeSpan), "00:10:00", "1.00:00:00")]
    public TimeSpan ServiceAccountTokenLifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long an access token is valid.</summary>
    /// <value>Default 1 hour; 1 minute to 24 hours.</value>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan AccessTokenLifetime { get; set; } = TimeSpan.FromHours(1);
}
