using System.ComponentModel.DataAnnotations;
using McpAspire.ServiceDefaults.Settings;

namespace McpAspire.ServiceDefaults.Health;

/// <summary>How readiness is found out, and what happens when the process is told to stop.</summary>
public sealed class ReadinessOptions
{
    /// <summary>The section's name.</summary>
    public const string SectionName = "Readiness";

    /// <summary>The flat environment names of this section.</summary>
    internal static readonly SettingAlias[] Aliases = [new("DRAIN_DELAY", "Readiness:DrainDelay", SettingUnit.Seconds)];

    /// <summary>How long the outcome of the checks is answered to all probes before they are made again.</summary>
    /// <value>Default 5 seconds; 0.1 to 60 seconds. Until the service has been ready for the first time, 0.5 seconds at the most.</value>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00", ErrorMessage = "must be 0.1 to 60 seconds")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long the service goes on to take requests after SIGTERM (<c>DRAIN_DELAY</c>, seconds), while it says that it is not ready: so long others may need to
    /// learn that. Then it takes no more, ends those that are under way, and exits.
    /// </summary>
    /// <value>Default 0 seconds; 0 to 300 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00", ErrorMessage = "must be 0 to 300 seconds")]
    public TimeSpan DrainDelay { get; set; }
}
