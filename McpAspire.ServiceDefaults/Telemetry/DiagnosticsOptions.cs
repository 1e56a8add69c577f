using System.ComponentModel.DataAnnotations;
using McpAspire.ServiceDefaults.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace McpAspire.ServiceDefaults.Telemetry;

/// <summary>The port for Prometheus. OTLP, if configured, pushes metrics as well.</summary>
public sealed class DiagnosticsOptions : IOptionRules
{
    /// <summary>The section's name.</summary>
    public const string SectionName = "Diagnostics";

    /// <summary>The flat environment names of this section.</summary>
    internal static readonly SettingAlias[] Aliases = [new("DIAGNOSTICS_PORT", "Diagnostics:Port")];

    /// <summary>
    /// The port of <c>GET /metrics</c> (<c>DIAGNOSTICS_PORT</c>), on every address in Production, else on loopback; 0 selects a free one.
    /// The path exists on no other port, and this port serves nothing else.
    /// </summary>
    /// <value>Default none: metrics are not served; 0 to 65535. The charts set 9464.</value>
    [SettingRange(0, 65535, ErrorMessage = "must be a port, 0 to 65535")]
    public int? Port { get; set; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Check(IServiceProvider services)
    {
        if (Port > 0
            && ListenUrls.In(services.GetRequiredService<IConfiguration>()).Any(url => url.EndsWith($":{Port}", StringComparison.Ordinal)))
        {
            yield return new ValidationResult("must be another port than the service's", [nameof(Port)]);
        }
    }
}

[OptionsValidator]
internal sealed partial class DiagnosticsOptionsValidator : IValidateOptions<DiagnosticsOptions>;
