using System.ComponentModel.DataAnnotations;
using McpAspire.ServiceDefaults.Settings;

namespace McpAspire.MockBackend.Authentication;

/// <summary>The authority whose tokens callers need.</summary>
public sealed class CallerOptions : IOptionRules
{
    /// <summary>The configuration section that holds these options.</summary>
    public const string SectionName = "Authentication";

    /// <summary>The issuer of the tokens, such as <c>https://login.microsoftonline.com/{tenant}/v2.0</c>. https only.</summary>
    /// <value>Default: the local Entra ID if it runs in this process; otherwise none, and the API is open.</value>
    public string? Authority { get; set; }

    /// <summary>The audience of the tokens: the application id of the API, for tokens of version 2.</summary>
    /// <value>Default: that of <c>api://mcp-backend</c> in the local Entra ID; required with <see cref="Authority" />.</value>
    public string? Audience { get; set; }

    /// <summary>A PEM file with the certificate authority of <see cref="Authority" />, instead of the system's.</summary>
    /// <value>Default none.</value>
    public string? AuthorityCaFile { get; set; }

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Check(IServiceProvider services)
    {
        if (string.IsNullOrEmpty(Authority))
        {
            yield break;
        }

        if (!Uri.TryCreate(Authority, UriKind.Absolute, out var authority) || authority.Scheme != Uri.UriSchemeHttps)
        {
            yield return new("must be an https address", [nameof(Authority)]);
        }

        if (string.IsNullOrEmpty(Audience))
        {
            yield return new("is required with an authority: the application id of this API", [nameof(Audience)]);
        }

        if (AuthorityCaFile is { Length: > 0 } file && !File.Exists(file))
        {
            yield return new("must be an existing file", [nameof(AuthorityCaFile)]);
        }
    }
}
