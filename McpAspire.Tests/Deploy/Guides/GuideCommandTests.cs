namespace McpAspire.Tests.Deploy.Guides;

/// <summary>The names in the commands of README.md, docs, the projects' READMEs and those of deploy exist.</summary>
[Trait("Category", "Unit")]
public sealed class GuideCommandTests
{
    /// <summary>The tests find the commands of every program that the guides use.</summary>
    [Fact]
    public void Commands_are_found()
    {
        string[] commands = [.. MarkdownDocument.Guides.SelectMany(static document => document.Commands)];

        Assert.True(commands.Length > 100, $"Only {commands.Length} commands were found.");
        Assert.All(
            (string[])["README.md", "docs/LOCAL_DEV.md", "docs/AKS_DEPLOYMENT_GUIDE.md", "deploy/README.md"],
            path => Assert.NotEmpty(MarkdownDocument.Guides.Single(document => document.Path == path).Commands));
        Assert.All(
            (string[])["az", "curl", "dotnet", "helm", "kubectl"],
            program => Assert.Contains(commands, command => command.StartsWith($"{program} ", StringComparison.Ordinal)));
    }

    [Fact]
    public void Files_projects_and_launch_profiles() =>
        Assert.Empty(
            Problems(static (document, _) =>
            [.. document.Commands.SelectMany(CommandChecks.MissingFiles), .. document.Spans.SelectMany(CommandChecks.MissingFiles)]));

    [Fact]
    public void Environment_and_shell_variables() =>
        Assert.Empty(Problems(static (_, commands) => commands.SelectMany(command => CommandChecks.UnknownVariables(command, commands))));

    [Fact]
    public void Ports_and_paths() =>
        Assert.Empty(Problems(static (_, commands) => commands.SelectMany(command => CommandChecks.UnknownAddresses(command, commands))));

    [Fact]
    public void Releases_workloads_and_namespaces() =>
        Assert.Empty(Problems(static (_, commands) => commands.SelectMany(CommandChecks.UnknownResources)));

    [Fact]
    public void Arguments_of_our_own_programs_and_scripts() =>
        Assert.Empty(Problems(static (_, commands) => commands.SelectMany(CommandChecks.UnknownArguments)));

    [Fact]
    public void Values_of_the_charts()
    {
        var known = ChartValues.All.Values.SelectMany(static keys => keys).ToHashSet(StringComparer.Ordinal);

        Assert.Empty(Problems((document, commands) =>
        [
            .. commands.SelectMany(CommandChecks.UnknownValues),

            // In the text: a key below one of a chart.
            .. document.Spans.Select(static span => span.Split(':')[0])
                .Where(span =>
                span.Contains('.', StringComparison.Ordinal)
                && span.All(static character => char.IsAsciiLetter(character) || character == '.'))
                .Where(span => known.Contains(span.Split('.')[0]) && !known.Contains(span)),
            .. document.Blocks.Where(static block => block.Language == "yaml").SelectMany(static block => ChartValues.Keys(block.Text))
                .Where(key => !ChartValues.All["mcp-server"].Contains(key)),
        ]));
    }

    [Theory]
    [InlineData("dotnet run --project McpAspire.Servers", "McpAspire.Servers")]
    [InlineData("dotnet run --project McpAspire.AppHost --launch-profile secure", "secure")]
    [InlineData("bash .ci/runs", ".ci/runs")]
    [InlineData("cat deploy/aspirate/*.yaml", "deploy/aspirate/*.yaml")]
    public void Finds_missing_files(string command, string missing) => Assert.Equal([missing], CommandChecks.MissingFiles(command));

    [Theory]
    [InlineData("BACKEND_ADDRESS_URL=http://localhost:8080 dotnet run --project McpAspire.Server", "BACKEND_ADDRESS_URL")]
    [InlineData("az aks show --name $CLUSTERS", "$CLUSTERS")]
    public void Finds_unknown_variables(string command, string unknown) =>
        Assert.Equal([unknown], CommandChecks.UnknownVariables(command, [command]));

    [Theory]
    [InlineData("curl http://localhost:9090/health", "9090")]
    [InlineData("curl http://localhost:3333/healthz", "/healthz")]
    [InlineData("kubectl port-forward svc/mcp-server 3333:80", "80")]
    public void Finds_unknown_addresses(string command, string unknown) =>
        Assert.Equal([unknown], CommandChecks.UnknownAddresses(command, [command]));

    [Theory]
    [InlineData("kubectl rollout restart deployment/server --namespace mcp-system", "server")]
    [InlineData("kubectl get pods --namespace mcp --selector app.kubernetes.io/name=mcp-server", "mcp")]
    [InlineData("helm uninstall mcp-server mcp-clients --namespace mcp-system", "mcp-clients")]
    public void Finds_unknown_resources(string command, string unknown) => Assert.Equal([unknown], CommandChecks.UnknownResources(command));

    [Theory]
    [InlineData("dotnet run --project McpAspire.Client -- doctor --verbose", "--project McpAspire.Client -- doctor --verbose")]
    [InlineData("deploy/azure/cleanup.sh --resource-group rg --force", "--force")]
    [InlineData("dotnet test --filter Category=Slow", "--filter Category=Slow")]
    public void Finds_unknown_arguments(string command, string unknown) => Assert.Equal([unknown], CommandChecks.UnknownArguments(command));

    [Fact]
    public void Reads_keys_by_their_indentation() =>
        Assert.Equal(["a", "a.b", "a.b.c", "a.d", "e"], ChartValues.Keys("a:\n  b:\n    c: 1\n  d: [x]\ne: 2\n"));

    private static IEnumerable<string> Problems(Func<MarkdownDocument, IReadOnlyList<string>, IEnumerable<string>> find) =>
        MarkdownDocument.Guides.SelectMany(document => find(document, [.. document.Commands]).Select(problem => $"{document}: {problem}"));
}
