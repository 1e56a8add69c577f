using System.ComponentModel.DataAnnotations;
using McpAspire.ServiceDefaults.Privacy;
using McpAspire.ServiceDefaults.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace McpAspire.ServiceDefaults.Identity;

/// <summary>
/// How the process acquires its own access token. The environment names are those of the workload identity webhook of AKS.
/// </summary>
public sealed class IdentityOptions : IOptionRules
{
    /// <summary>The section's name.</summary>
    public const string SectionName = "Identity";

    /// <summary>The Entra tenant (<c>AZURE_TENANT_ID</c>).</summary>
    /// <value>No default; required with a token file or a secret.</value>
    public string? TenantId { get; set; }

    /// <summary>The client id of the identity (<c>AZURE_CLIENT_ID</c>).</summary>
    /// <value>No default; required with a token file or a secret.</value>
    public string? ClientId { get; set; }

    /// <summary>A client secret, for local runs and CI (<c>AZURE_CLIENT_SECRET</c>); refused in Production.</summary>
    public Secret? ClientSecret { get; set; }

    /// <summary>The projected service-account token (<c>AZURE_FEDERATED_TOKEN_FILE</c>).</summary>
    /// <value>No default: the webhook's path differs between its versions.</value>
    public string? FederatedTokenFile { get; set; }

    /// <summary>The Entra authority (<c>AZURE_AUTHORITY_HOST</c>).</summary>
    /// <value>Default <c>https://login.microsoftonline.com</c>; https only.</value>
    public Uri AuthorityHost { get; set; } = new("https://login.microsoftonline.com/");

    /// <summary>
    /// A PEM file with the certificate authority of the local Entra ID (<c>AZURE_AUTHORITY_CA_FILE</c>); refused outside Development.
    /// </summary>
    /// <value>Default none: the machine's authorities, as for the real Entra.</value>
    public string? AuthorityCaFile { get; set; }

    /// <summary>
    /// The scopes to request, separated by spaces or commas (<c>AZURE_SCOPES</c>), e.g. <c>api://mcp-backend/.default</c>.
    /// </summary>
    /// <value>
    /// Default none: calls carry no token. Required in Production if <see cref="Need"/> is <see cref="IdentityNeed.InProduction"/>.
    /// </value>
    public string? Scopes { get; set; }

    /// <summary>
    /// Allows a scope of Azure's management plane (<c>AZURE_ALLOW_MANAGEMENT_SCOPE</c>): the receiver of the token can act on Azure as this
    /// process.
    /// </summary>
    /// <value>Default false.</value>
    public bool AllowManagementScope { get; set; }

    /// <summary>Time limit of one token acquisition, including retries.</summary>
    /// <value>Default 3 seconds; 0.5 to 30 seconds.</value>
    [SettingRange(0.5, 30, ErrorMessage = "must be 0.5 to 30 seconds")]
    public TimeSpan TokenTimeout { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>When an identity is required; set by the program.</summary>
    internal IdentityNeed Need { get; set; }

    /// <summary>Whether calls carry no token, regardless of other settings.</summary>
    internal bool IsUnused => Need == IdentityNeed.ForScopes && ScopeList.Length == 0;

    /// <summary>Whether a scope is for Azure's management plane.</summary>
    public bool NamesManagementPlane => Array.Exists(ScopeList, ManagementPlane.IsNamedBy);

    /// <summary>The same identity for another audience.</summary>
    public IdentityOptions WithScopes(string scopes)
    {
        var copy = (IdentityOptions)MemberwiseClone();
        copy.Scopes = scopes;
        return copy;
    }

    internal string[] ScopeList => SettingList.Split(Scopes);

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Check(IServiceProvider services)
    {
        var environment = services.GetService<IHostEnvironment>();
        var production = environment?.IsProduction() ?? false;
        if (!IsUnused && (FederatedTokenFile is not null || ClientSecret is not null))
        {
            if (TenantId is null)
            {
                yield return new ValidationResult("is required with a token file or a secret", [nameof(TenantId)]);
            }

            if (ClientId is null)
            {
                yield return new ValidationResult("is required with a token file or a secret", [nameof(ClientId)]);
            }
        }

        if (!IsUnused && FederatedTokenFile is not null && !File.Exists(FederatedTokenFile))
        {
            yield return new ValidationResult("must name a file that exists", [nameof(FederatedTokenFile)]);
        }

        if (production && ClientSecret is not null)
        {
            yield return new ValidationResult("must not be used in Production: use workload identity", [nameof(ClientSecret)]);
        }
        else if (production && FederatedTokenFile is null && !IsUnused)
        {
            yield return new ValidationResult(
                "is required in Production: only workload identity provides a token there", [nameof(FederatedTokenFile)]);
        }

        if (ScopeList.Length == 0 && !IsUnused && (production || FederatedTokenFile is not null || ClientSecret is not null))
        {
            yield return new ValidationResult(
                "is required with an identity: the audience of the API to call, e.g. api://mcp-backend/.default", [nameof(Scopes)]);
        }
        else if (!AllowManagementScope && NamesManagementPlane)
        {
            yield return new ValidationResult(
                "must not name Azure's management plane: the called API could use such a token on Azure itself "
                    + "(AZURE_ALLOW_MANAGEMENT_SCOPE=true allows it)",
                [nameof(Scopes)]);
        }

        if (AuthorityCaFile is not null && environment?.IsDevelopment() is not true)
        {
            yield return new ValidationResult("must be used in Development only", [nameof(AuthorityCaFile)]);
        }
        else if (AuthorityCaFile is not null && !File.Exists(AuthorityCaFile))
        {
            yield return new ValidationResult("must name a file that exists", [nameof(AuthorityCaFile)]);
        }

        if (AuthorityHost is { IsAbsoluteUri: false } or { IsAbsoluteUri: true, Scheme: not "https" })
        {
            yield return new ValidationResult("must be an https URL", [nameof(AuthorityHost)]);
        }
    }
}

[OptionsValidator]
internal sealed partial class IdentityOptionsValidator : IValidateOptions<IdentityOptions>;
