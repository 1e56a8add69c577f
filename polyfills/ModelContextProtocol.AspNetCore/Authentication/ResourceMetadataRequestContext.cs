using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using ModelContextProtocol.Authentication;

namespace ModelContextProtocol.AspNetCore.Authentication;

public class ResourceMetadataRequestContext(HttpContext context, AuthenticationScheme scheme, McpAuthenticationOptions options)
    : HandleRequestContext<McpAuthenticationOptions>(context, scheme, options)
{
    /// <summary>What the request is answered with: at first a copy of the configured metadata.</summary>
    public ProtectedResourceMetadata? ResourceMetadata { get; set; }
}
