using McpAspire.ServiceDefaults.Settings;
using Microsoft.Extensions.Options;

namespace McpAspire.Client.Hosting;

/// <summary>The port of the health routes.</summary>
internal sealed class HealthPortOptions
{
    public const string SectionName = "Health";

    /// <summary>The port if neither <see cref="Port"/> nor <c>ASPNETCORE_URLS</c> is set.</summary>
    public const int DefaultPort = 8081;

    /// <summary>The port of the health routes (<c>HEALTH_PORT</c>). Overrides <c>ASPNETCORE_URLS</c>.</summary>
    /// <value>Default: that of <c>ASPNETCORE_URLS</c>, else 8081; 1 to 65535.</value>
    [SettingRange(1, 65535, ErrorMessage = "must be a port, 1 to 65535")]
    public int? Port { get; set; }
}

[OptionsValidator]
internal sealed partial class HealthPortOptionsValidator : IValidateOptions<HealthPortOptions>;
