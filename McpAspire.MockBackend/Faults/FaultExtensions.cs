using McpAspire.MockBackend.Json;
using McpAspire.ServiceDefaults.Settings;

namespace McpAspire.MockBackend.Faults;

/// <summary>Registers the faults. Outside Development, headers are ignored and the control routes do not exist.</summary>
internal static class FaultExtensions
{
    public static SettingAlias RuleAlias { get; } =
        new("MOCK_FAULT", $"{FaultOptions.SectionName}:{nameof(FaultOptions.Rule)}");

    public static WebApplicationBuilder AddFaults(this WebApplicationBuilder builder)
    {
        builder.AddOptions(new SettingsBinding<FaultOptions>(FaultOptions.SectionName, static (section, options) => section.Bind(options)));
        builder.Services.AddSingleton<FaultScript>();
        builder.Services.AddSingleton<RequestCounter>();
        builder.Services.AddJsonTypes(FaultJsonContext.Default);
        return builder;
    }

    /// <summary>Belongs after authorization: rejected callers are still rejected.</summary>
    public static WebApplication UseFaults(this WebApplication app)
    {
        if (app.Environment.IsDevelopment())
        {
            app.UseMiddleware<FaultMiddleware>();
        }

        return app;
    }
}
