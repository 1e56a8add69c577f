namespace ModelContextProtocol.AspNetCore.Authentication;

public class McpAuthenticationEvents
{
    /// <summary>Is asked for the metadata of a resource at each request for it; may replace the configured one.</summary>
    public Func<ResourceMetadataRequestContext, Task> OnResourceMetadataRequest { get; set; } = _ => Task.CompletedTask;
}
