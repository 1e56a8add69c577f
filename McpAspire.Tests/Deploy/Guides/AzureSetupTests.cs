using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using McpAspire.MockBackend.Entra;
using McpAspire.Server.Authorization;

namespace McpAspire.Tests.Deploy.Guides;

[Trait("Category", "Integration")]
public sealed partial class AzureSetupTests : IDisposable
{
    private static readonly string[] Here = ["--resource-group", "rg", "--cluster", "aks"];

    private readonly FakeAzure _azure = new();

    public void Dispose() => _azure.Dispose();

    [Fact]
    public async Task Makes_everything_in_order()
    {
        await SetUpAsync();

        Assert.Equal(
            [
                "rest POST applications", "ad app update", "ad sp create",
                "rest POST applications", "ad app update", "ad sp create",
                "deployment group create", "identity federated-credential create",
                "deployment group create", "identity federated-credential create",
                .. Enumerable.Repeat("rest POST appRoleAssignments", 8),
            ],
            _azure.Changes.Select(Name));
    }

    [Fact]
    public async Task Lets_exactly_the_service_accounts_of_the_charts_be_the_identities()
    {
        await SetUpAsync();

        Assert.Equal(
            [
                $"mcp_server_identity-x7\tmcp-server\thttps://oidc.example.test/cluster/\t{ServiceAccountIssuer.SubjectOf("mcp-server")}\t{EntraIds.ExchangeAudience}",
                $"mcp_client_identity-x7\tmcp-client\thttps://oidc.example.test/cluster/\t{ServiceAccountIssuer.SubjectOf("mcp-client")}\t{EntraIds.ExchangeAudience}",
            ],
            _azure.Lines("credentials"));
    }

    [Fact]
    public async Task Gives_the_server_the_roles_of_the_backend_and_the_client_those_of_the_server_and_nothing_else()
    {
        await SetUpAsync();

        var principals = _azure.Lines("identities").Select(static line => line.Split('\t')[2]).ToArray();
        var resources = _azure.Lines("principals").Select(static line => line.Split('\t')[1]).ToArray();
        var roles = RolesOf(_azure.Lines("body-app-1").Single()).Keys;
        Assert.Equal(
            roles.Select(role => $"{principals[0]} {resources[0]} {role}").Concat(roles.Select(role => $"{principals[1]} {resources[1]} {role}")),
            _azure.Lines("assignments").Select(static line => string.Join(' ', line.Split('\t')[..3])));
        Assert.DoesNotContain(_azure.Lines("calls"), static call => call.StartsWith("role ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Registers_both_APIs_with_the_permissions_of_the_code_as_roles_and_scopes_and_with_tokens_of_version_2()
    {
        await SetUpAsync("--server-url", "https://mcp.example.com");

        foreach (var app in _azure.Lines("registrations").Select(static line => line.Split('\t')[2]))
        {
            var body = Json(_azure.Lines($"body-{app}").Single());
            Assert.Equal(2, (int)body["api"]!["requestedAccessTokenVersion"]!);
            Assert.Equal(Permissions.All, RolesOf(body.ToJsonString()).Values);

            // A role and a scope of one name must have one id and the same texts, or Entra refuses both.
            Assert.Equal(
                body["appRoles"]!.AsArray().Select(static role => $"{role!["id"]} {role["value"]} {role["displayName"]} {role["description"]} {role["isEnabled"]}"),
                body["api"]!["oauth2PermissionScopes"]!.AsArray().Select(static scope => $"{scope!["id"]} {scope["value"]} {scope["adminConsentDisplayName"]} {scope["adminConsentDescription"]} {scope["isEnabled"]}"));
            Assert.All(body["appRoles"]!.AsArray(), static role => Assert.Equal("[\"Application\"]", role!["allowedMemberTypes"]!.ToJsonString()));
        }

        Assert.Equal(["app-1\tapi://app-1", "app-3\tapi://app-3", "app-3\thttps://mcp.example.com"], _azure.Lines("uris"));
    }

    [Fact]
    public async Task Changes_nothing_the_second_time()
    {
        var first = await SetUpAsync();
        _azure.ForgetCalls();
        var second = await SetUpAsync();

        Assert.Empty(_azure.Changes);
        Assert.StartsWith("0 changed.", second, StringComparison.Ordinal);
        Assert.EndsWith(second["0 changed.".Length..], first, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_with_what_if_what_it_then_does_and_changes_nothing()
    {
        var foretold = await SetUpAsync("--what-if");
        Assert.Empty(_azure.Changes);
        Assert.EndsWith("18 to change; nothing was changed.\n", foretold, StringComparison.Ordinal);

        var done = await SetUpAsync();
        Assert.Equal(Steps(foretold).Select(static step => step["would ".Length..]), Steps(done));
    }

    [Fact]
    public async Task Repairs_what_is_missing_or_different_and_only_that()
    {
        await SetUpAsync();
        _azure.Write("credentials", [.. _azure.Lines("credentials").Select(static line => line.Replace("/cluster/", "/old/", StringComparison.Ordinal))]);
        _azure.Write("assignments", _azure.Lines("assignments")[1..]);
        _azure.Write("body-app-1", _azure.Lines("body-app-1").Single().Replace("\"requestedAccessTokenVersion\":2", "\"requestedAccessTokenVersion\":1", StringComparison.Ordinal));
        _azure.Write("body-app-3", _azure.Lines("body-app-3").Single().Replace("Data.Read", "Data.Other", StringComparison.Ordinal));
        _azure.ForgetCalls();
        await SetUpAsync("--server-url", "https://mcp.example.com");

        Assert.Equal(
            [
                "rest PATCH applications(appId='app-1')", "rest PATCH applications(appId='app-3')", "ad app update",
                "identity federated-credential update", "identity federated-credential update", "rest POST appRoleAssignments",
            ],
            _azure.Changes.Select(Name));
        Assert.Contains("app-3\tapi://app-3", _azure.Lines("uris"));
        _azure.ForgetCalls();
        await SetUpAsync();
        Assert.Empty(_azure.Changes);
    }

    [Fact]
    public async Task Can_give_both_one_identity()
    {
        await SetUpAsync("--shared-identity", "mcp-system-uami");

        Assert.Equal("mcp-system-uami", Assert.Single(_azure.Lines("identities")).Split('\t')[0]);
        Assert.Equal(["mcp-server", "mcp-client"], _azure.Lines("credentials").Select(static line => line.Split('\t')[1]));
        Assert.Equal(8, _azure.Lines("assignments").Length);
        Assert.DoesNotContain(_azure.Changes, static call => call.StartsWith("deployment", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Tries_again_while_a_new_identity_is_not_known_everywhere()
    {
        _azure.Write("refusals", "1", "2");
        var output = await SetUpAsync();

        Assert.Contains("trying again in 0 s (2 of 9)", output, StringComparison.Ordinal);
        Assert.Equal(8, _azure.Lines("assignments").Length);
    }

    [Fact]
    public async Task Ends_with_the_error_when_Entra_goes_on_refusing()
    {
        _azure.Write("refusals", [.. Enumerable.Repeat("no", 20)]);
        var (exitCode, output) = await _azure.RunAsync("setup.sh", Here);

        Assert.Equal(1, exitCode);
        Assert.Contains("the principal does not exist yet", output, StringComparison.Ordinal);
        Assert.DoesNotContain("helm install", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serves_another_namespace()
    {
        await SetUpAsync("--namespace", "tools");

        Assert.All(_azure.Lines("credentials"), static line => Assert.Contains("system:serviceaccount:tools:mcp-", line, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("which resource group?")]
    [InlineData("which cluster?", "--resource-group", "rg")]
    [InlineData("--cluster needs a value", "--resource-group", "rg", "--cluster")]
    [InlineData("unknown argument '--clusters'", "--clusters", "aks")]
    [InlineData("'Tools' is no name of a Kubernetes namespace", "--resource-group", "rg", "--cluster", "aks", "--namespace", "Tools")]
    [InlineData("--server-url must begin with https://", "--resource-group", "rg", "--cluster", "aks", "--server-url", "http://mcp.example.com")]
    [InlineData("--server-url must begin with https://", "--resource-group", "rg", "--cluster", "aks", "--server-url", "https://mcp.example.com/")]
    public async Task Refuses_wrong_arguments_before_any_call(string message, params string[] arguments)
    {
        var (exitCode, output) = await _azure.RunAsync("setup.sh", arguments);

        Assert.Equal(1, exitCode);
        Assert.Contains(message, output, StringComparison.Ordinal);
        Assert.Empty(_azure.Lines("calls"));
    }

    [Theory]
    [InlineData("setup.sh")]
    [InlineData("cleanup.sh")]
    public async Task Explains_itself(string script)
    {
        var (exitCode, output) = await _azure.RunAsync(script, "--help");

        Assert.Equal(0, exitCode);
        Assert.StartsWith($"Usage: deploy/azure/{script} --resource-group GROUP", output, StringComparison.Ordinal);
    }

    private async Task<string> SetUpAsync(params string[] arguments)
    {
        var (exitCode, output) = await _azure.RunAsync("setup.sh", [.. Here, .. arguments]);
        Assert.True(exitCode == 0, output);
        return output;
    }

    /// <summary>The roles of a registration, by id.</summary>
    private static Dictionary<string, string> RolesOf(string body) =>
        Json(body)["appRoles"]!.AsArray().ToDictionary(static role => (string)role!["id"]!, static role => (string)role!["value"]!);

    private static JsonNode Json(string text) => JsonNode.Parse(text)!;

    /// <summary>What a run says that it does, without the ids.</summary>
    private static IEnumerable<string> Steps(string output) => output.Split('\n')[..18].Select(static line => Id().Replace(line, "app"));

    /// <summary>What a call does, without its options.</summary>
    private static string Name(string call)
    {
        var words = call.Split(' ');
        return words is ["rest", "--method", var method, "--url", var url, ..]
            ? $"rest {method} {url[(url.LastIndexOf('/') + 1)..]}"
            : string.Join(' ', words.TakeWhile(static word => !word.StartsWith("--", StringComparison.Ordinal)));
    }

    [GeneratedRegex(@"\(new\)|app-\d")]
    private static partial Regex Id();
}
