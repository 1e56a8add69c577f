namespace Aspire.Hosting.Azure;

public class AzureProvisioningResource : AzureBicepResource
{
    private readonly Func<string, string> _module;

    internal AzureProvisioningResource(string name, Func<string, string> module)
        : base(name)
    {
        _module = module;
    }

    public override string GetBicepTemplateString() => _module(Name);
}
