#if AZURE_HOSTING
using Aspire.Hosting.Azure;

#endif
namespace McpAspire.AppHost;

/// <summary>Publish mode: the managed identities of the programs. In run mode, <see cref="LocalEntra"/> replaces them.</summary>
internal static class ManagedIdentityExtensions
{
    /// <summary>Adds the identity to the manifest. <c>deploy/azure/setup.sh</c> deploys its Bicep module.</summary>
    public static void AddManagedIdentity(this IDistributedApplicationBuilder builder, string name)
    {
        if (builder.ExecutionContext.IsPublishMode)
        {
#if AZURE_HOSTING
            _ = builder.AddAzureUserAssignedIdentity(name);
#else
            _ = builder.AddResource(new ManagedIdentity(name)).WithManifestPublishingCallback(context =>
            {
                context.Writer.WriteString("type", "azure.bicep.v0");
                context.Writer.WriteString("path", $"{name}.module.bicep");
            });
#endif
        }
    }

#if !AZURE_HOSTING
    private sealed class ManagedIdentity(string name) : Resource(name);
#endif
}
