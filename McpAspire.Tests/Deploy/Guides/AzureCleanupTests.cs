namespace McpAspire.Tests.Deploy.Guides;

[Trait("Category", "Integration")]
public sealed class AzureCleanupTests : IDisposable
{
    private static readonly string[] Kinds = [
        "identities", "credentials", "registrations", "uris", "principals", "assignments", "deployments", "app-credentials", "delegated"];

    private readonly FakeAzure _azure = new();

    public void Dispose() => _azure.Dispose();

    [Theory]
    [InlineData]
    [InlineData("--shared-identity", "mcp-system-uami")]
    [InlineData("--on-behalf-of")]
    public async Task Removes_everything_that_setup_created(params string[] arguments)
    {
        await RunAsync("setup.sh", ["--cluster", "aks", .. arguments]);
        await RunAsync("cleanup.sh", ["--yes", .. arguments.Where(static argument => argument != "--on-behalf-of")]);

        Assert.All(Kinds, kind => Assert.Empty(_azure.Lines(kind)));
    }

    [Fact]
    public async Task Removes_nothing_the_second_time()
    {
        await RunAsync("setup.sh", "--cluster", "aks");
        await RunAsync("cleanup.sh", "--yes");
        _azure.ForgetCalls();
        var output = await RunAsync("cleanup.sh");

        Assert.Equal("There are no objects of setup.sh in rg.\n", output);
        Assert.Empty(_azure.Changes);
    }

    [Fact]
    public async Task Removes_assignments_and_credentials_before_their_owners()
    {
        await RunAsync("setup.sh", "--cluster", "aks");
        _azure.ForgetCalls();
        await RunAsync("cleanup.sh", "--yes");

        string[] order = [
            "rest --method DELETE", "identity federated-credential delete", "ad app delete", "identity delete", "deployment group delete"];
        var kinds = _azure.Changes.Select(call => Array.FindIndex(order, kind => call.StartsWith(kind, StringComparison.Ordinal)))
            .ToArray();
        Assert.Equal(8 + 2 + 2 + 2 + 2, kinds.Length);
        Assert.True(kinds.LastIndexOf(1) < Array.IndexOf(kinds, 2) && kinds.LastIndexOf(2) < Array.IndexOf(kinds, 3));
    }

    [Fact]
    public async Task Removes_nothing_without_confirmation()
    {
        await RunAsync("setup.sh", "--cluster", "aks");
        _azure.ForgetCalls();
        var (exitCode, output) = await _azure.RunAsync("cleanup.sh", "--resource-group", "rg");

        Assert.Equal(1, exitCode);
        Assert.Contains("Tickets.Write of mcp-backend, assigned to mcp_server_identity-x7", output, StringComparison.Ordinal);
        Assert.Contains("nothing was removed", output, StringComparison.Ordinal);
        Assert.Empty(_azure.Changes);
    }

    [Fact]
    public async Task Keeps_a_shared_identity_that_setup_did_not_create()
    {
        _azure.Write("identities", "lent\tclient-0\tprincipal-0\t");
        await RunAsync("setup.sh", "--cluster", "aks", "--shared-identity", "lent");
        await RunAsync("cleanup.sh", "--yes", "--shared-identity", "lent");

        Assert.Equal(["lent\tclient-0\tprincipal-0\t"], _azure.Lines("identities"));
        Assert.Empty(_azure.Lines("credentials"));
        Assert.Empty(_azure.Lines("assignments"));
    }

    [Fact]
    public async Task Keeps_other_registrations_and_identities()
    {
        string[] registrations = ["mcp-server\tof-somebody-else\tapp-0", "mcp-backend-2\tof-somebody-else\tapp-9"];
        _azure.Write("registrations", registrations);
        _azure.Write("identities", "mcp-server\tclient-0\tprincipal-0\t");
        await RunAsync("setup.sh", "--cluster", "aks");
        await RunAsync("cleanup.sh", "--yes");

        Assert.Equal(registrations, _azure.Lines("registrations"));
        Assert.Single(_azure.Lines("identities"));
    }

    private async Task<string> RunAsync(string script, params string[] arguments)
    {
        var (exitCode, output) = await _azure.RunAsync(script, ["--resource-group", "rg", .. arguments]);
        Assert.True(exitCode == 0, output);
        return output;
    }
}
