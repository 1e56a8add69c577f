using Microsoft.AspNetCore.Authentication;
using ModelContextProtocol.Authentication;

namespace ModelContextProtocol.AspNetCore.Authentication;

public class McpAuthenticationOptions : AuthenticationSchemeOptions
{
    public McpAuthenticationOptions()
    {
        // The name of the JWT bearer scheme: it authenticates, this scheme only challenges.
        ForwardAuthenticate = "Bearer";
        Events = new McpAuthenticationEvents();
    }

    public new McpAuthenticationEvents Events
    {
        get => (McpAuthenticationEvents)base.Events!;
        set => base.Events = value;
    }

    /// <summary>Where the metadata is served and what a challenge points to.</summary>
    /// <value>Default <see langword="null"/>: <c>/.well-known/oauth-protected-resource</c> followed by the path of the resource (RFC 9728, section 3.1).</value>
    public Uri? ResourceMetadataUri { get; set; }

    /// <summary>The metadata of the protected resource (RFC 9728, section 2); its <c>resource</c> may be left to the requested path.</summary>
    public ProtectedResourceMetadata? ResourceMetadata { get; set; }
}
