using McpAspire.ServiceDefaults.Settings;
using Microsoft.Extensions.Options;

namespace McpAspire.ServiceDefaults.Health;

/// <summary>Readiness checks and shutdown.</summary>
public sealed class ReadinessOptions
{
    /// <summary>The section's name.</summary>
    public const string SectionName = "Readiness";

    /// <summary>The flat environment names of this section.</summary>
    internal static readonly SettingAlias[] Aliases = [new("DRAIN_DELAY", "Readiness:DrainDelay", SettingUnit.Seconds)];

    /// <summary>How long probes share the outcome of the checks.</summary>
    /// <value>Default 5 seconds; 0.1 to 60 seconds. Until the service is ready for the first time, at most 0.5 seconds.</value>
    [SettingRange(0.1, 60, ErrorMessage = "must be 0.1 to 60 seconds")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long the service accepts requests after SIGTERM (<c>DRAIN_DELAY</c>, seconds) while readiness fails, until load balancers stop
    /// sending them. Then it completes the requests in flight and exits.
    /// </summary>
    /// <value>Default 0 seconds; 0 to 300 seconds.</value>
    [SettingRange(0, 300, ErrorMessage = "must be 0 to 300 seconds")]
    public TimeSpan DrainDelay { get; set; }
}

[OptionsValidator]
internal sealed partial class ReadinessOptionsValidator : IValidateOptions<ReadinessOptions>;
