namespace McpAspire.AppHost;

/// <summary>Publish mode: the managed identities with which the programs call each other. When the application runs here, <see cref="LocalEntra"/> stands for them.</summary>
internal static class ManagedIdentityExtensions
{
    /// <summary>Names the identity's Bicep module in the manifest.</summary>
    public static void AddManagedIdentity(this IDistributedApplicationBuilder builder, string name)
    {
        if (builder.ExecutionContext.IsPublishMode)
        {
            _ = builder.AddResource(new ManagedIdentity(name)).WithManifestPublishingCallback(context =>
            {
                context.Writer.WriteString("type", "azure.bicep.v0");
                context.Writer.WriteString("path", $"{name}.module.bicep");
            });
        }
    }
}
