using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace McpAspire.ServiceDefaults;

/// <summary>The health routes, in every environment.</summary>
public static class HealthEndpoints
{
    /// <summary>Maps the health routes.</summary>
    public static WebApplication MapHealthEndpoints(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.MapGet("/health/live", () => Results.Ok());
        app.MapGet("/health/ready", () => Results.Ok());
        return app;
    }
}
