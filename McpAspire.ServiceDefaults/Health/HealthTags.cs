namespace McpAspire.ServiceDefaults.Health;

/// <summary>Tags that assign a health check to a probe.</summary>
public static class HealthTags
{
    /// <summary>The process works; if not, it is restarted. These checks depend on no other service.</summary>
    public const string Live = "live";

    /// <summary>The service can do its work; if not, it receives no requests.</summary>
    public const string Ready = "ready";
}
