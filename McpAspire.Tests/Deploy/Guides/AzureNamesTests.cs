using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using McpAspire.MockBackend.Entra;
using McpAspire.Server.Authorization;

namespace McpAspire.Tests.Deploy.Guides;

/// <summary>The names in the scripts are those of the code, of the published model and of the charts.</summary>
[Trait("Category", "Unit")]
public sealed partial class AzureNamesTests
{
    private static readonly string Common = File.ReadAllText(Repository.PathOf("deploy", "azure", "common.sh"));

    [Fact]
    public void Permissions_are_those_that_server_and_backend_require()
    {
        var names = PermissionLine().Matches(Common).Select(static match => match.Groups["name"].Value).ToArray();

        Assert.Equal(Permissions.All, names);
        Assert.Equal(AppRoles.All, names);
        Assert.Equal(names.Length, PermissionLine().Matches(Common).Select(static match => match.Groups["id"].Value).Distinct().Count());
    }

    [Fact]
    public void Services_are_the_projects_with_an_identity_module_and_the_name_that_setup_expects()
    {
        var resources = JsonNode.Parse(
            File.ReadAllText(Repository.PathOf("deploy", "aspirate", "aspire-manifest.json")))!["resources"]!.AsObject();
        var services = ServiceList().Match(Common).Groups[1].Value.Split(' ');

        Assert.Equal(
            resources.Where(static resource => (string)resource.Value!["type"]! == "azure.bicep.v0")
            .Select(static resource => resource.Key), services.Select(static service => $"{service}-identity"));
        foreach (var service in services)
        {
            Assert.Equal("project.v0", (string)resources[service]!["type"]!);
            Assert.Equal($"{service}-identity.module.bicep", (string)resources[$"{service}-identity"]!["path"]!);
            var module = File.ReadAllText(Repository.PathOf("deploy", "aspirate", $"{service}-identity.module.bicep"));
            Assert.Contains($"take('{service.Replace('-', '_')}_identity-$", module, StringComparison.Ordinal);
            Assert.All(
                ["clientId", "principalId", "name"],
                output => Assert.Contains($"output {output} string", module, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("mcp-server")]
    [InlineData("mcp-client")]
    public void Subjects_are_the_service_accounts_of_releases_named_after_their_charts(string service)
    {
        // Nothing overrides the name, so the service account has the name of the release.
        var values = File.ReadAllText(Repository.PathOf("deploy", "charts", service, "values.yaml"));
        Assert.Contains("\nfullnameOverride: \"\"\n", values, StringComparison.Ordinal);
        Assert.Matches("\nserviceAccount:\n(?: .*\n)*  name: \"\"\n", values);
        Assert.Contains(
            $"\nname: {service}\n", File.ReadAllText(Repository.PathOf("deploy", "charts", service, "Chart.yaml")),
            StringComparison.Ordinal);
        Assert.Contains(service, ServiceList().Match(Common).Groups[1].Value.Split(' '));
        Assert.Contains(
            "subject=\"system:serviceaccount:$namespace:$1\"", File.ReadAllText(Repository.PathOf("deploy", "azure", "setup.sh")),
            StringComparison.Ordinal);
    }

    [GeneratedRegex("(?m)^(?:permissions=')?(?<id>[0-9a-f]{8}-[-0-9a-f]{27}) (?<name>[A-Za-z.]+)'?$")]
    private static partial Regex PermissionLine();

    [GeneratedRegex("(?m)^services='(.*)'$")]
    private static partial Regex ServiceList();
}
