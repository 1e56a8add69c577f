using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Azure;

public static class AzureUserAssignedIdentityExtensions
{
    /// <summary>Adds a user-assigned managed identity. In run mode it is not part of the model.</summary>
    public static IResourceBuilder<AzureUserAssignedIdentityResource> AddAzureUserAssignedIdentity(this IDistributedApplicationBuilder builder, string name)
    {
        var resource = new AzureUserAssignedIdentityResource(name);
        return builder.ExecutionContext.IsRunMode ? builder.CreateResourceBuilder(resource) : builder.AddResource(resource);
    }
}
