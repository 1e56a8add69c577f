using McpAspire.MockBackend.Json;

namespace McpAspire.MockBackend.Faults;

/// <summary>Registers the faults. Outside Development, there are none, and the control routes do not exist.</summary>
internal static class FaultExtensions
{
    public static WebApplicationBuilder AddFaults(this WebApplicationBuilder builder)
    {
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
