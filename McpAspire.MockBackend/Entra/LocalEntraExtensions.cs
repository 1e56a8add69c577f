using McpAspire.ServiceDefaults.Settings;

namespace McpAspire.MockBackend.Entra;

/// <summary>Registers the local Entra ID.</summary>
internal static class LocalEntraExtensions
{
    public static SettingAlias PortAlias { get; } =
        new("LOCAL_ENTRA_PORT", $"{LocalEntraOptions.SectionName}:{nameof(LocalEntraOptions.Port)}");

    /// <summary>Adds the local Entra ID if its port is set.</summary>
    public static WebApplicationBuilder AddLocalEntra(this WebApplicationBuilder builder)
    {
        if (!string.IsNullOrEmpty(builder.Configuration[PortAlias.Key]))
        {
            builder.AddOptions(new SettingsBinding<LocalEntraOptions>(
                LocalEntraOptions.SectionName, static (section, options) => section.Bind(options))
            {
                Validator = new LocalEntraOptionsValidator(),
            });
            builder.Services.AddSingleton<LocalEntra>();
            builder.Services.AddHostedService(services => services.GetRequiredService<LocalEntra>());
        }

        return builder;
    }
}
