using McpAspire.Server.Identity;
using McpAspire.ServiceDefaults.OpenApi;

namespace McpAspire.Server.OpenApi;

/// <summary>One REST API whose operations are offered as tools: the section <c>Apis:NAME</c>.</summary>
internal sealed class ApiOptions
{
    /// <summary>The OpenAPI document, JSON or YAML: a path, relative to the file of <c>APIS_FILE</c> or else to the program.</summary>
    public string? Document { get; set; }

    /// <summary>The base address: http, https, or <c>https+http://name</c> for service discovery; without user name and password.</summary>
    public Uri? BaseAddress { get; set; }

    /// <summary>The scopes of the token for this API, separated by spaces or commas.</summary>
    /// <value>Default none: calls carry no token.</value>
    public string? Scopes { get; set; }

    /// <summary>Whose identity the API sees.</summary>
    /// <value>
    /// Default <see cref="CallIdentity.Server"/>; <see cref="CallIdentity.Caller"/> needs <see cref="Scopes"/> and
    /// <c>AUTHORIZATION_MODE=EntraId</c>.
    /// </value>
    public CallIdentity Identity { get; set; }

    /// <summary>
    /// What happens to callers without a user if <see cref="Identity"/> is <see cref="CallIdentity.Caller"/>.
    /// </summary>
    /// <value>Default <see cref="AppOnlyCallers.Refuse"/>.</value>
    public AppOnlyCallers AppOnlyCallers { get; set; }

    /// <summary>The path that is requested for readiness, relative to <see cref="BaseAddress"/>.</summary>
    /// <value>Default none: the API is no part of readiness.</value>
    public string? HealthPath { get; set; }

    /// <summary>Headers of every request.</summary>
    public Dictionary<string, string> Headers { get; set; } = [];

    /// <summary>Headers whose values are read from files at startup: secrets.</summary>
    public Dictionary<string, string> HeaderFiles { get; set; } = [];

    /// <summary>Whether a response that breaks the document's schema is an error.</summary>
    /// <value>Default false: it is returned, counted and logged; one response a second is checked for each tool.</value>
    public bool Strict { get; set; }

    /// <summary>How long one attempt may take.</summary>
    /// <value>Default <c>BACKEND_API_TIMEOUT</c>; 0.1 to 300 seconds.</value>
    public TimeSpan? AttemptTimeout { get; set; }

    /// <summary>How long one call may take, retries included.</summary>
    /// <value>Default the larger of 15 seconds and 1.5 × <see cref="AttemptTimeout"/>.</value>
    public TimeSpan? TotalTimeout { get; set; }

    /// <summary>How many calls may wait for the API at once.</summary>
    /// <value>Default <c>BACKEND_MAX_CONCURRENT_CALLS</c>; 1 to 10000.</value>
    public int? MaxConcurrentCalls { get; set; }

    /// <summary>The operations that are offered, by <c>operationId</c> or by method and path.</summary>
    public Dictionary<string, ApiToolSettings> Tools { get; set; } = [];
}
