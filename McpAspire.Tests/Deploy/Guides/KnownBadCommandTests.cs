namespace McpAspire.Tests.Deploy.Guides;

[Trait("Category", "Unit")]
public sealed class KnownBadCommandTests
{
    [Theory]
    [InlineData("az aks update -g rg -n aks --enable-oidc-issuer --enable-workload-identity-on-kubelet")]
    [InlineData("az identity federated-identity-credential show --resource-group rg")]
    [InlineData("kubectl exec -n mcp-system pod -- curl -s http://localhost:3333/health")]
    [InlineData("kubectl exec -n mcp-system pod -- env | grep AZURE")]
    [InlineData("kubectl exec -n mcp-system pod -- ls -la /var/run/secrets")]
    [InlineData("kubectl describe pod mcp-server-0 | grep azure.workload.identity")]
    [InlineData("kubectl scale deployment mcp-server -n mcp-system --replicas=5")]
    [InlineData("pkill -f \"kubectl port-forward\"")]
    [InlineData("az identity delete --name mcp-server-uami --resource-group rg")]
    [InlineData("helm install mcp-server deploy/charts/mcp-server --set azure.clientId=ID")]
    [InlineData("helm uninstall mcp-server")]
    [InlineData("az role assignment create --role Reader --assignee ID --scope /subscriptions/ID")]
    [InlineData("ls /var/run/secrets/azure/tokens/token")]
    [InlineData(
        "helm install mcp-server deploy/charts/mcp-server -n mcp-system --set 'azure.scopes={https://management.azure.com/.default}'")]
    [InlineData("docker run -e AZURE_CLIENT_SECRET=secret mcp-server")]
    public void Are_known(string command) => Assert.Single(KnownBadCommands.In(command));

    [Theory]
    [InlineData("az aks update --resource-group rg --name aks --enable-oidc-issuer --enable-workload-identity")]
    [InlineData("az identity federated-credential show --resource-group rg --identity-name id --name mcp-server")]
    [InlineData("kubectl exec --namespace mcp-system deploy/mcp-server -- ./McpAspire.Server doctor")]
    [InlineData("helm upgrade mcp-server deploy/charts/mcp-server -n mcp-system --set image.tag=1.1.0")]
    public void Are_not_reported_for_good_commands(string command) => Assert.Empty(KnownBadCommands.In(command));

    [Fact]
    public void Are_not_in_the_guides() =>
        Assert.Empty(
            MarkdownDocument.Guides.SelectMany(
                static document => document.Commands.SelectMany(KnownBadCommands.In).Select(bad => $"{document}: {bad}")));

    [Fact]
    public void Are_not_in_the_scripts() =>
        Assert.Empty(File.ReadLines(Repository.PathOf("deploy", "azure", "setup.sh")).SelectMany(KnownBadCommands.In));
}
