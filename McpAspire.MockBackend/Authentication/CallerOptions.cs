namespace McpAspire.MockBackend.Authentication;

/// <summary>Whose tokens callers must have.</summary>
public sealed class CallerOptions
{
    /// <summary>The configuration section that holds these options.</summary>
    public const string SectionName = "Authentication";

    /// <summary>The issuer of the tokens, such as <c>https://login.microsoftonline.com/{tenant}/v2.0</c>. https only.</summary>
    /// <value>Default: the local Entra ID, when it runs in this process; else none, and the API is open.</value>
    public string? Authority { get; set; }

    /// <summary>The audience of the tokens: the application id of the API, for tokens of version 2.</summary>
    /// <value>Default: the application id of <c>api://mcp-backend</c> in the local Entra ID, when it runs in this process; else required with <see cref="Authority" />.</value>
    public string? Audience { get; set; }

    /// <summary>A PEM file with the certificate authority to trust for <see cref="Authority" />, instead of the system's.</summary>
    /// <value>Default none.</value>
    public string? AuthorityCaFile { get; set; }
}
