namespace McpAspire.ServiceDefaults.Health;

/// <summary>Tags that assign a health check to a probe.</summary>
public static class HealthTags
{
    /// <summary>The process works; otherwise, it is restarted. Independent of other services.</summary>
    public const string Live = "live";

    /// <summary>The service can handle requests; otherwise, it receives none.</summary>
    public const string Ready = "ready";
}
