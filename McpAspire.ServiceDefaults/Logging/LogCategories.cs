namespace McpAspire.ServiceDefaults.Logging;

/// <summary>Log categories that are not types.</summary>
public static class LogCategories
{
    /// <summary>Audit events, logged at every log level.</summary>
    public const string Audit = "McpAspire.Audit";
}
