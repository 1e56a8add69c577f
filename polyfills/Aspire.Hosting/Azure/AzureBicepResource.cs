using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Publishing;

namespace Aspire.Hosting.Azure;

public class AzureBicepResource : Resource
{
    internal AzureBicepResource(string name)
        : base(name)
    {
        Annotations.Add(new ManifestPublishingCallbackAnnotation(WriteToManifest));
    }

    public virtual string GetBicepTemplateString() => string.Empty;

    public virtual void WriteToManifest(ManifestPublishingContext context)
    {
        var path = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(context.ManifestPath))!, $"{Name}.module.bicep");
        File.WriteAllText(path, GetBicepTemplateString());
        context.Writer.WriteString("type", "azure.bicep.v0");
        context.Writer.WriteString("path", context.GetManifestRelativePath(path));
    }
}
