namespace McpAspire.AppHost;

/// <summary>The environment variables that the programs read as settings. A test compares the list with the programs.</summary>
internal static class ProgramSettings
{
    public static readonly string[] Names =
    [
        "ADDITIONAL_PORTS",
        "ALLOWED_HOSTS",
        "ALLOWED_ORIGINS",
        "AUDIT_CALLERS",
        "AUDIT_HASH_KEY",
        "AUTHORIZATION_ALLOW_NONE",
        "AUTHORIZATION_AUDIENCE",
        "AUTHORIZATION_AUTHORITY",
        "AUTHORIZATION_MODE",
        "AZURE_ALLOW_MANAGEMENT_SCOPE",
        "AZURE_AUTHORITY_CA_FILE",
        "AZURE_AUTHORITY_HOST",
        "AZURE_CLIENT_ID",
        "AZURE_CLIENT_SECRET",
        "AZURE_FEDERATED_TOKEN_FILE",
        "AZURE_SCOPES",
        "AZURE_TENANT_ID",
        "BACKEND_API_TIMEOUT",
        "BACKEND_API_URL",
        "BACKEND_MAX_CONCURRENT_CALLS",
        "BACKEND_TOTAL_TIMEOUT",
        "DEBUG",
        "DIAGNOSTICS_PORT",
        "DISCOVERY_TIMEOUT",
        "DRAIN_DELAY",
        "HEALTH_PORT",
        "HOST",
        "LOCAL_ENTRA_PORT",
        "LOG_LEVEL",
        "MAX_CONCURRENT_REQUESTS",
        "MAX_REQUEST_BODY_BYTES",
        "MCP_SERVER_URL",
        "MOCK_AUDIENCE",
        "MOCK_AUTHORITY",
        "MOCK_AUTHORITY_CA_FILE",
        "MOCK_DATA_DIRECTORY",
        "MOCK_FAULT",
        "PORT",
        "READINESS_CHECK_BACKEND",
        "REQUEST_TIMEOUT",
    ];
}
