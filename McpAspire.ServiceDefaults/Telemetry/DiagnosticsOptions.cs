using System.ComponentModel.DataAnnotations;
using McpAspire.ServiceDefaults.Settings;

namespace McpAspire.ServiceDefaults.Telemetry;

/// <summary>Where metrics can be fetched. They are pushed by OTLP as well, where that is set.</summary>
public sealed class DiagnosticsOptions
{
    /// <summary>The section's name.</summary>
    public const string SectionName = "Diagnostics";

    /// <summary>The flat environment names of this section.</summary>
    internal static readonly SettingAlias[] Aliases = [new("DIAGNOSTICS_PORT", "Diagnostics:Port")];

    /// <summary>
    /// The port of <c>GET /metrics</c> (<c>DIAGNOSTICS_PORT</c>), on every address in Production, else on loopback; 0 takes a free one. The path is on no other
    /// port, and nothing else is on this one.
    /// </summary>
    /// <value>Default none: there is no such endpoint; 0 to 65535. The charts set 9464.</value>
    [Range(0, 65535, ErrorMessage = "must be a port, 0 to 65535")]
    public int? Port { get; set; }
}
