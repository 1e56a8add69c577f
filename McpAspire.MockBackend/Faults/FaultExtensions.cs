using McpAspire.ServiceDefaults.Settings;

namespace McpAspire.MockBackend.Faults;

/// <summary>Registers the faults. Outside Development there are none: headers are ignored, and the control endpoint does not exist.</summary>
internal static class FaultExtensions
{
    public static SettingAlias RuleAlias { get; } = new("MOCK_FAULT", $"{FaultOptions.SectionName}:{nameof(FaultOptions.Rule)}");

    public static WebApplicationBuilder AddFaults(this WebApplicationBuilder builder)
    {
        builder.AddOptions<FaultOptions>(FaultOptions.SectionName);
        builder.Services.AddSingleton<FaultScript>();
        builder.Services.AddSingleton<RequestCounter>();
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, FaultJsonContext.Default));
        return builder;
    }

    /// <summary>
    /// Belongs after authorization, right before the work: who is refused there is refused all the same, as by a real API whose trouble is behind its
    /// front door; and a connection that drops after the work drops after work that was allowed.
    /// </summary>
    public static WebApplication UseFaults(this WebApplication app)
    {
        if (app.Environment.IsDevelopment())
        {
            app.UseMiddleware<FaultMiddleware>();
        }

        return app;
    }
}
