using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using McpAspire.MockBackend.Entra;

namespace McpAspire.Tests.Deploy.Guides;

[Trait("Category", "Integration")]
public sealed partial class AzureSetupTests : IDisposable
{
    private static readonly string[] Here = ["--resource-group", "rg", "--cluster", "aks"];

    private readonly FakeAzure _azure = new();

    public void Dispose() => _azure.Dispose();

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
    public async Task Keeps_a_values_file_that_was_edited()
    {
        await SetUpAsync("--on-behalf-of");
        var file = _azure.PathOf("mcp-server-values.yaml");
        await File.AppendAllTextAsync(file, "replicaCount: 3\n", Cancellation);
        var edited = await File.ReadAllTextAsync(file, Cancellation);
        await SetUpAsync("--on-behalf-of");

        Assert.Equal(edited, await File.ReadAllTextAsync($"{file}.old", Cancellation));
        Assert.False(File.Exists(_azure.PathOf("mcp-client-values.yaml.old")));
    }

    [Fact]
    public async Task What_if_lists_the_changes_and_makes_none()
    {
        var planned = await SetUpAsync("--what-if");
        Assert.Empty(_azure.Changes);
        Assert.EndsWith("20 pending; nothing was changed.\n", planned, StringComparison.Ordinal);

        var done = await SetUpAsync();
        Assert.Equal(Steps(planned).Select(static step => step["would ".Length..]), Steps(done));
    }

    [Fact]
    public async Task Repairs_what_is_missing_or_different_and_only_that()
    {
        await SetUpAsync();
        _azure.Write(
            "credentials",
            [.. _azure.Lines("credentials").Select(static line => line.Replace("/cluster/", "/old/", StringComparison.Ordinal))]);
        _azure.Write("assignments", _azure.Lines("assignments")[1..]);
        _azure.Write(
            "body-app-1",
            _azure.Lines("body-app-1").Single()
            .Replace("\"requestedAccessTokenVersion\":2", "\"requestedAccessTokenVersion\":1", StringComparison.Ordinal));
        _azure.Write("body-app-3", _azure.Lines("body-app-3").Single().Replace("Data.Read", "Data.Other", StringComparison.Ordinal));
        _azure.ForgetCalls();
        await SetUpAsync("--server-url", "https://mcp.example.com/mcp");

        Assert.Equal(
            [
                "rest PATCH applications(appId='app-1')", "rest PATCH applications(appId='app-3')", "ad app update",
                "identity federated-credential update", "identity federated-credential update", "rest POST appRoleAssignments",
            ],
            _azure.Changes.Select(FakeAzure.NameOf));
        Assert.Contains("app-3\tapi://app-3", _azure.Lines("uris"));
        _azure.ForgetCalls();
        await SetUpAsync();
        Assert.Empty(_azure.Changes);
    }

    [Fact]
    public async Task Adds_the_permissions_of_generated_tools_to_the_server_alone()
    {
        await SetUpAsync(
            "--permission", "Desk.Read", "--permission", "Desk.Write", "--permission", "Desk.Read", "--permission", "Users.Read");

        var roles = Values("body-app-3");
        Assert.Equal(["Users.Read", "Tickets.Read", "Tickets.Write", "Data.Read", "Desk.Read", "Desk.Write"], roles);
        Assert.Equal(4, Values("body-app-1").Length);
        Assert.Equal(10, _azure.Lines("assignments").Length);
        _azure.ForgetCalls();
        await SetUpAsync("--permission", "Desk.Write");
        await SetUpAsync();
        Assert.Empty(_azure.Changes);

        await SetUpAsync("--permission", "Shop.Read");
        Assert.Equal([.. roles[..4], "Shop.Read", "Desk.Read", "Desk.Write"], Values("body-app-3"));
        Assert.Equal(11, _azure.Lines("assignments").Length);

        string[] Values(string body)
        {
            return [.. JsonNode.Parse(_azure.Lines(body).Single())!["appRoles"]!.AsArray().Select(static role => (string)role!["value"]!)];
        }
    }

    [Fact]
    public async Task Lets_the_servers_service_account_exchange_users_tokens()
    {
        const string Client = "00000000-0000-0000-0000-00000000000c";
        string[] options = ["--on-behalf-of", "--known-client", Client];
        var planned = await SetUpAsync([.. options, "--what-if"]);
        var output = await SetUpAsync(options);

        Assert.EndsWith("23 pending; nothing was changed.\n", planned, StringComparison.Ordinal);
        string[] credential =
        [
            "app-3", "mcp-server", "https://oidc.example.test/cluster/", ServiceAccountIssuer.SubjectOf("mcp-server"),
            EntraIds.ExchangeAudience,
        ];
        Assert.Equal(string.Join('\t', credential), Assert.Single(_azure.Lines("app-credentials")));
        Assert.Equal(
            JsonNode.Parse(_azure.Lines("body-app-1").Single())!["api"]!["oauth2PermissionScopes"]!.AsArray().Select(
                static scope => $"app-3\tapp-1\t{scope!["id"]}"),
            _azure.Lines("delegated"));
        Assert.Equal([$"app-3\t{Client}"], _azure.Lines("known"));
        Assert.Contains("az ad app permission admin-consent --id app-3\n", output, StringComparison.Ordinal);
        var values = await File.ReadAllTextAsync(_azure.PathOf("mcp-server-values.yaml"), Cancellation);
        Assert.Empty(ChartValues.Keys(values).Except(ChartValues.All["mcp-server"]));
        Assert.Contains("  clientId: \"app-3\"\napp:\n  backendIdentity: \"Caller\"\n", values, StringComparison.Ordinal);

        _azure.ForgetCalls();
        await SetUpAsync(options);
        Assert.Empty(_azure.Changes);
        _azure.Write("app-credentials", _azure.Lines("app-credentials").Single().Replace("/cluster/", "/old/", StringComparison.Ordinal));
        _azure.Write("delegated", _azure.Lines("delegated")[1..]);
        await SetUpAsync([.. options[..2], "00000000-0000-0000-0000-00000000000d"]);
        Assert.Equal(
            ["ad app federated-credential update", "ad app permission add", "rest PATCH applications(appId='app-3')"],
            _azure.Changes.Select(FakeAzure.NameOf));
        Assert.Equal((4, 2), (_azure.Lines("delegated").Length, _azure.Lines("known").Length));
    }

    [Fact]
    public async Task Can_use_one_identity_for_both()
    {
        await SetUpAsync("--shared-identity", "mcp-system-uami");

        Assert.Equal("mcp-system-uami", Assert.Single(_azure.Lines("identities")).Split('\t')[0]);
        Assert.Equal(["mcp-server", "mcp-client"], _azure.Lines("credentials").Select(static line => line.Split('\t')[1]));
        Assert.Equal(8, _azure.Lines("assignments").Length);
        Assert.DoesNotContain(_azure.Changes, static call => call.StartsWith("deployment", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Retries_while_a_new_identity_is_propagating()
    {
        _azure.Write("refusals", "1", "2");
        var output = await SetUpAsync();

        Assert.Contains("retrying in 0 s (2 of 9)", output, StringComparison.Ordinal);
        Assert.Equal(8, _azure.Lines("assignments").Length);
    }

    [Fact]
    public async Task Fails_with_the_error_when_Entra_keeps_refusing()
    {
        _azure.Write("refusals", [.. Enumerable.Repeat("no", 20)]);
        var (exitCode, output) = await _azure.RunAsync("setup.sh", Here);

        Assert.Equal(1, exitCode);
        Assert.Contains("the principal does not exist yet", output, StringComparison.Ordinal);
        Assert.DoesNotContain("helm upgrade", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Supports_another_namespace()
    {
        var output = await SetUpAsync("--namespace", "tools", "--what-if");

        Assert.Contains(
            "would create the federated credential mcp-client for system:serviceaccount:tools:mcp-client\n", output,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("which resource group?")]
    [InlineData("which cluster?", "--resource-group", "rg")]
    [InlineData("--cluster needs a value", "--resource-group", "rg", "--cluster")]
    [InlineData("--permission needs a value", "--permission")]
    [InlineData("'Desk Read' is not a valid permission", "--permission", "Desk Read")]
    [InlineData("unknown argument '--clusters'", "--clusters", "aks")]
    [InlineData(
        "--known-client needs --on-behalf-of",
        "--resource-group", "rg", "--cluster", "aks", "--known-client", "00000000-0000-0000-0000-00000000000c")]
    [InlineData(
        "--known-client must be an application id",
        "--resource-group", "rg", "--cluster", "aks", "--on-behalf-of", "--known-client", "code")]
    [InlineData("'Tools' is not a valid Kubernetes namespace", "--resource-group", "rg", "--cluster", "aks", "--namespace", "Tools")]
    [InlineData(
        "--server-url must begin with https://", "--resource-group", "rg", "--cluster", "aks", "--server-url", "http://mcp.example.com")]
    [InlineData(
        "--server-url must begin with https://", "--resource-group", "rg", "--cluster", "aks", "--server-url", "https://mcp.example.com/")]
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
    public async Task Has_help(string script)
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

    /// <summary>The reported actions of a run, without ids.</summary>
    private static IEnumerable<string> Steps(string output) => output.Split('\n')[..20].Select(static line => Id().Replace(line, "app"));

    [GeneratedRegex(@"\(new\)|app-\d")]
    private static partial Regex Id();
}
