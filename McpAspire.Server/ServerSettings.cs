using McpAspire.Server.OpenApi;
using McpAspire.ServiceDefaults.Identity;
using McpAspire.ServiceDefaults.Settings;

namespace McpAspire.Server;

/// <summary>The flat environment names of the server and their configuration keys.</summary>
internal static class ServerSettings
{
    public static readonly SettingAlias[] Aliases =
    [
        new("HOST", "Listen:Host"),
        new("PORT", "Listen:Port"),
        new("ADDITIONAL_PORTS", "Listen:AdditionalPorts"),
        new("ALLOWED_HOSTS", "Http:AllowedHosts"),
        new("ALLOWED_ORIGINS", "Http:AllowedOrigins"),
        new("MAX_REQUEST_BODY_BYTES", "Http:MaxRequestBodyBytes"),
        new("MAX_JSON_TOKENS", "Http:MaxJsonTokens"),
        new("MAX_BYTES_IN_FLIGHT", "Http:MaxBytesInFlight"),
        new("MAX_CONCURRENT_REQUESTS", "Http:MaxConcurrentRequests"),
        new("MAX_CONCURRENT_REQUESTS_PER_CALLER", "Http:MaxConcurrentRequestsPerCaller"),
        new("REQUESTS_PER_MINUTE", "Http:RequestsPerMinute"),
        new("REQUEST_TIMEOUT", "Http:RequestTimeout", SettingUnit.Seconds),
        new("HOME_PAGE", "Http:HomePage"),
        new("AUTHORIZATION_MODE", "Authorization:Mode"),
        new("AUTHORIZATION_ALLOW_NONE", "Authorization:AllowNone"),
        new("AUTHORIZATION_AUDIENCE", "Authorization:Audience"),
        new("AUTHORIZATION_CLIENT_ID", "Authorization:ClientId"),
        new("AUTHORIZATION_AUTHORITY", "Authorization:Authority"),
        new("BACKEND_API_URL", "Backend:BaseAddress"),
        new("BACKEND_API_TIMEOUT", "Backend:AttemptTimeout", SettingUnit.Seconds),
        new("BACKEND_TOTAL_TIMEOUT", "Backend:TotalTimeout", SettingUnit.Seconds),
        new("BACKEND_MAX_CONCURRENT_CALLS", "Backend:MaxConcurrentCalls"),
        new("BACKEND_IDENTITY", "Backend:Identity"),
        new("BACKEND_APP_ONLY_CALLERS", "Backend:AppOnlyCallers"),
        new("READINESS_CHECK_BACKEND", "Backend:CheckReadiness"),
        new("APIS_FILE", ApiExtensions.FileKey),
        new("AUDIT_CALLERS", "Audit:Callers"),
        new("AUDIT_HASH_KEY", "Audit:HashKey"),
        .. IdentityExtensions.Aliases,
    ];
}
