namespace McpAspire.ServiceDefaults.Health;

/// <summary>Tags by which a health check says what it decides.</summary>
public static class HealthTags
{
    /// <summary>The process works; when it does not, it is to be restarted. Such a check asks nobody else.</summary>
    public const string Live = "live";

    /// <summary>The service can do its work; when it cannot, it gets no requests.</summary>
    public const string Ready = "ready";
}
