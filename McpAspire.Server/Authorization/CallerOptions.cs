using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using McpAspire.ServiceDefaults.Identity;
using McpAspire.ServiceDefaults.Settings;
using Microsoft.Extensions.Options;

namespace McpAspire.Server.Authorization;

/// <summary>Settings of caller authorization.</summary>
internal sealed class CallerOptions : IOptionRules
{
    public const string SectionName = "Authorization";

    /// <summary>Authorities of several tenants: the issuers of their tokens vary, and anyone can get one.</summary>
    private static readonly string[] SharedTenants = ["common", "organizations", "consumers"];

    /// <summary>How callers are authenticated (<c>AUTHORIZATION_MODE</c>).</summary>
    /// <value>Default <see cref="AuthorizationMode.None"/>, which Production accepts only with <see cref="AllowNone"/>.</value>
    public AuthorizationMode Mode { get; set; }

    /// <summary>
    /// Permits <see cref="AuthorizationMode.None"/> in Production (<c>AUTHORIZATION_ALLOW_NONE</c>), for isolated networks.
    /// </summary>
    /// <value>Default false.</value>
    public bool AllowNone { get; set; }

    /// <summary>
    /// The application id of this server in Entra ID, its application id URI, or both, separated by commas or spaces
    /// (<c>AUTHORIZATION_AUDIENCE</c>).
    /// </summary>
    /// <value>
    /// No default; required for <see cref="AuthorizationMode.EntraId"/>. If the URI is missing, it is <c>api://{application id}</c>, the
    /// default of Entra ID.
    /// </value>
    public string? Audience { get; set; }

    /// <summary>
    /// The issuer of the tokens (<c>AUTHORIZATION_AUTHORITY</c>), of version 2: <c>https://login.microsoftonline.com/{tenant}/v2.0</c>.
    /// https only, of one tenant.
    /// </summary>
    /// <value>Default: derived from <c>AZURE_AUTHORITY_HOST</c> and <c>AZURE_TENANT_ID</c>.</value>
    public Uri? Authority { get; set; }

    /// <summary>
    /// The app registration that exchanges users' tokens (<c>AUTHORIZATION_CLIENT_ID</c>); it has a federated credential for this pod's
    /// service account.
    /// </summary>
    /// <value>Default: the application id in <see cref="Audience"/>: users' tokens are for the application that exchanges them.</value>
    public string? ClientId { get; set; }

    /// <summary>The application id URI, the prefix of scope names.</summary>
    public string ResourceUri =>
        Audiences.FirstOrDefault(static audience => audience.Contains("://", StringComparison.Ordinal)) ?? $"api://{Audiences[0]}";

    /// <summary>
    /// The audiences that a token may have. Version 2 tokens have the application id; the URI identifies the same application.
    /// </summary>
    public IEnumerable<string> AcceptedAudiences => Audiences.Append(ResourceUri).Distinct(StringComparer.Ordinal);

    private string[] Audiences => SettingList.Split(Audience);

    /// <summary>The application that exchanges users' tokens; <see langword="null"/> if the settings do not name it.</summary>
    public string? ExchangeClientId => ClientId ?? Array.Find(Audiences, static audience => Guid.TryParse(audience, out _));

    /// <summary>The full name of the scope that gives <paramref name="permission"/>, as clients request it.</summary>
    public string ScopeOf(string permission) => $"{ResourceUri}/{permission}";

    public Uri? AuthorityOr(IdentityOptions identity) =>
        Authority ?? (identity.TenantId is { } tenant ? new Uri(identity.AuthorityHost, $"{tenant}/v2.0") : null);

    /// <summary>All permissions that callers may have: those of the server's own tools, and of the generated ones.</summary>
    internal IReadOnlyList<string> Permissions { get; set; } = Authorization.Permissions.All;

    /// <summary>The setting by which an API sees the caller's identity; <see langword="null"/> if none does.</summary>
    internal string? ExchangeSetting { get; set; }

    /// <summary>Whether the caller may use tools of the permission; with <see cref="AuthorizationMode.None"/>, anyone may.</summary>
    public bool Permits(ClaimsPrincipal caller, string permission) =>
        Mode is AuthorizationMode.None || Authorization.Permissions.Has(caller, permission);

    public IEnumerable<ValidationResult> Check(IServiceProvider services)
    {
        if (Mode == AuthorizationMode.None)
        {
            if (ExchangeSetting is not null)
            {
                yield return new ValidationResult(
                    $"must be EntraId with {ExchangeSetting}=Caller: only a token names a user", [nameof(Mode)]);
            }

            if (!AllowNone && services.GetRequiredService<IHostEnvironment>().IsProduction())
            {
                yield return new ValidationResult(
                    "must be EntraId in Production; AUTHORIZATION_ALLOW_NONE=true permits None, with which anyone who can reach the "
                        + "server may call every tool",
                    [nameof(Mode)]);
            }

            yield break;
        }

        if (Audiences.Length == 0)
        {
            yield return new ValidationResult(
                "is required with EntraId: the application id of this server and its URI, "
                + "e.g. 00000000-0000-0000-0000-000000000000 api://mcp-server",
                [nameof(Audience)]);
        }

        // Errors in the identity settings are reported there; no authority can be derived from them.
        var identity = services.GetRequiredService<IOptions<IdentityOptions>>().ValueOrNull();
        foreach (var fault in ExchangeSetting is null ? [] : ExchangeFaults(identity))
        {
            yield return fault;
        }

        var authority = identity is null ? Authority : AuthorityOr(identity);
        if (authority is null && identity is null)
        {
            yield break;
        }

        if (authority is null)
        {
            yield return new ValidationResult(
                "is required with EntraId where AZURE_TENANT_ID is not set: the issuer, https://login.microsoftonline.com/{tenant}/v2.0",
                [nameof(Authority)]);
        }
        else if (authority is not { IsAbsoluteUri: true, Scheme: "https" })
        {
            yield return new ValidationResult("must be an https URL", [nameof(Authority)]);
        }
        else if (authority.Segments.Skip(1).FirstOrDefault()?.TrimEnd('/') is not { } tenant
            || SharedTenants.Contains(tenant, StringComparer.OrdinalIgnoreCase))
        {
            yield return new ValidationResult("must name one tenant: https://login.microsoftonline.com/{tenant}/v2.0", [nameof(Authority)]);
        }
    }

    private IEnumerable<ValidationResult> ExchangeFaults(IdentityOptions? identity)
    {
        if (ExchangeClientId is null)
        {
            yield return new ValidationResult(
                $"is required with {ExchangeSetting}=Caller: the application id of the registration that exchanges users' tokens",
                [nameof(ClientId)]);
        }

        if (identity is { FederatedTokenFile: null })
        {
            yield return new ValidationResult(
                $"requires AZURE_FEDERATED_TOKEN_FILE with {ExchangeSetting}=Caller: the service account's token authenticates the "
                    + "exchange",
                [nameof(ClientId)]);
        }
    }
}
