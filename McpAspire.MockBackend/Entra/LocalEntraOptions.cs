using System.ComponentModel.DataAnnotations;
using McpAspire.ServiceDefaults.Settings;
using Microsoft.Extensions.Options;

namespace McpAspire.MockBackend.Entra;

/// <summary>The local Entra ID, for Development.</summary>
public sealed class LocalEntraOptions : IOptionRules
{
    /// <summary>The configuration section that holds these options.</summary>
    public const string SectionName = "Entra";

    /// <summary>The loopback port; 0 selects a free one. Without it, the local Entra ID does not start.</summary>
    /// <value>Default none; 0 to 65535.</value>
    [SettingRange(0, 65535, ErrorMessage = "must be a port, 0 to 65535")]
    public int? Port { get; set; }

    /// <summary>The directory of <c>ca.pem</c> and the token files, created at startup; relative to the content root.</summary>
    /// <value>Default <c>.data/entra</c>; not empty.</value>
    [Required]
    public string Directory { get; set; } = ".data/entra";

    /// <summary>The lifetime of service-account tokens, which are replaced after 80 % of it.</summary>
    /// <value>Default 1 hour; 10 minutes, as in Kubernetes, to 24 hours.</value>
    [SettingRange(600, 86400, ErrorMessage = "must be 10 minutes to 1 day")]
    public TimeSpan ServiceAccountTokenLifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>The lifetime of access tokens.</summary>
    /// <value>Default 1 hour; 1 minute to 24 hours.</value>
    [SettingRange(60, 86400, ErrorMessage = "must be 1 minute to 1 day")]
    public TimeSpan AccessTokenLifetime { get; set; } = TimeSpan.FromHours(1);

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Check(IServiceProvider services)
    {
        if (Port is not null && !services.GetRequiredService<IHostEnvironment>().IsDevelopment())
        {
            yield return new(
                "must not be set: the local Entra ID, whose ids and secret are public, is for Development only", [nameof(Port)]);
        }
    }
}

[OptionsValidator]
internal sealed partial class LocalEntraOptionsValidator : IValidateOptions<LocalEntraOptions>;
