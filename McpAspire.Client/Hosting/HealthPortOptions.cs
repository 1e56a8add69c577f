using McpAspire.ServiceDefaults.Settings;
using Microsoft.Extensions.Options;

namespace McpAspire.Client.Hosting;

/// <summary>Where the health routes listen.</summary>
internal sealed class HealthPortOptions
{
    public const string SectionName = "Health";

    /// <summary>The port where neither <see cref="Port"/> nor <c>ASPNETCORE_URLS</c> names one.</summary>
    public const int DefaultPort = 8081;

    /// <summary>The port of the health routes (<c>HEALTH_PORT</c>). It wins over <c>ASPNETCORE_URLS</c>.</summary>
    /// <value>Default: what <c>ASPNETCORE_URLS</c> says, else 8081; 1 to 65535.</value>
    [SettingRange(1, 65535, ErrorMessage = "must be a port, 1 to 65535")]
    public int? Port { get; set; }
}

[OptionsValidator]
internal sealed partial class HealthPortOptionsValidator : IValidateOptions<HealthPortOptions>;
