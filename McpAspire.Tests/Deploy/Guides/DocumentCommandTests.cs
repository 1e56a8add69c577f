using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace McpAspire.Tests.Deploy.Guides;

/// <summary>
/// Runs the fenced commands of every document, as <c>document-commands.sh</c> describes it, in a copy of the repository's root.
/// </summary>
[Trait("Category", "Integration")]
public sealed class DocumentCommandTests(DocumentServer server) : IClassFixture<DocumentServer>
{
    private const string Bash = "/bin/bash";

    /// <summary>Commands that do not run here, with the reason.</summary>
    private static readonly (Regex Command, string Reason)[] NotRun =
    [
        (new(@"^(\w+=\$\()?az "), "needs Azure"),
        (new("^deploy/azure/"), "needs Azure; AzureSetupTests and AzureCleanupTests run it against a fake"),
        (new(@"^(\w+=\$\()?(helm|kubectl) "), "needs a cluster; GoldenOutputTests render the charts"),
        (new(@"^(FORWARD=\$!|kill \$FORWARD)$"), "forwards a port of a cluster"),
        (new(":9464/metrics"), "the metrics port of a pod; MetricsPageTests read it"),
        (new("^docker "), "needs Docker"),
        (new("^dotnet publish .*-t:PublishContainer"), "needs a registry"),
        (new("^dotnet publish .*-o artifacts/"), "compiles for minutes; eng/ci/native.sh runs the first of the two"),
        (new("^(npx |sh eng/ci/tools.sh)|gitlab-ci-local"), "needs npm; the pipeline runs it"),
        (new("^bash (.ci/run|deploy/aspirate/generate.sh)$"), "runs the tests or a tool that is not on every feed"),
        (new("dotnet test( |$)"), "runs these tests"),
        (new("^dotnet (tool restore|reportgenerator)|^cat artifacts/coverage"), "needs the result of a coverage run"),
        (new("^dotnet (pack|tool install) "), "ToolPackageTests run it"),
        (new("dotnet watch "), "reloads until it is stopped"),
        (new("--project McpAspire.AppHost"), "starts the whole system; AppHostProcessTests run it"),
        (new("--project bench/"), "measures for minutes"),
        (new("--project McpAspire.Server -- doctor$"), "needs an identity; ServerDoctorTests run it"),
        (new("^(ENTRA|TOKEN)=|Bearer \\$TOKEN|--token-env TOKEN$"), "needs a server that requires tokens; ProtectedAppHostTests have one"),
        (new("^promtool "), "needs promtool; FiringTests run it"),
        (new("^python3 reduce.py"), "needs files of other projects"),
    ];

    public static TheoryData<string> Documents =>
        [.. MarkdownDocument.All.Where(static document => Runnable(document).Any()).Select(static document => document.Path)];

    [Fact]
    public void Every_reason_not_to_run_a_command_has_a_command()
    {
        string[] commands = [.. MarkdownDocument.All.SelectMany(static document => document.FencedCommands)];

        Assert.Empty(NotRun.Where(entry => !commands.Any(entry.Command.IsMatch)).Select(static entry => entry.Reason));
        Assert.InRange(commands.Length, 100, int.MaxValue);
        Assert.InRange(MarkdownDocument.All.Sum(static document => Runnable(document).Count()), 30, int.MaxValue);
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task Commands_run_as_written(string document)
    {
        FakeAzure.RequireBash();
        var root = Directory.CreateTempSubdirectory("mcpaspire-documents-");
        try
        {
            CopyFiles(root);
            var commands = Runnable(MarkdownDocument.All.Single(one => one.Path == document)).ToList();
            var script = new StringBuilder(await File.ReadAllTextAsync(
                Repository.PathOf("McpAspire.Tests", "Deploy", "Guides", "document-commands.sh"), Cancellation));
            foreach (var command in commands)
            {
                script.Append($"echo '# {commands.IndexOf(command) + 1}'\n{command}\n");
            }

            var (exitCode, output) = await RunAsync(root.FullName, script.ToString());

            Assert.True(exitCode == 0, $"The last command of {string.Join('\n', commands)}\nended with {exitCode}:\n{output}");
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }

    private static IEnumerable<string> Runnable(MarkdownDocument document) =>
        document.FencedCommands.Where(static command => !Array.Exists(NotRun, entry => entry.Command.IsMatch(command)));

    /// <summary>The files of the root and of the projects, without their folders: commands may write there.</summary>
    private static void CopyFiles(DirectoryInfo root)
    {
        foreach (var folder in Directory.EnumerateDirectories(Repository.Root, "McpAspire.*").Append(Repository.Root))
        {
            var copy = root.CreateSubdirectory(Path.GetRelativePath(Repository.Root, folder)).FullName;
            foreach (var file in Directory.EnumerateFiles(folder))
            {
                File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
            }
        }

        var profile = Path.Combine("McpAspire.Server", "Properties", "launchSettings.json");
        root.CreateSubdirectory(Path.GetDirectoryName(profile)!);
        File.Copy(Repository.PathOf(profile), Path.Combine(root.FullName, profile));
    }

    private async Task<(int ExitCode, string Output)> RunAsync(string directory, string script)
    {
        var file = Path.Combine(directory, "commands.sh");
        var cancellation = Cancellation;
        await File.WriteAllTextAsync(file, script, cancellation);
        var start = new ProcessStartInfo(Bash, [file]) { WorkingDirectory = directory };
        start.Environment["BUILT"] = Path.GetFullPath(
            Path.Combine(ProgramUnderTest.Command("McpAspire.Server").WorkingDirectory, "..", ".."));
        // The documents describe a developer's shell, where contract approve runs.
        start.Environment.Remove("CI");
        start.Environment["SERVER"] = server.Endpoint.GetLeftPart(UriPartial.Authority);
        start.Environment["MCP_SERVER_URL"] = start.Environment["SERVER"];
        start.Environment["BACKEND"] = server.Backend.Address.GetLeftPart(UriPartial.Authority);
        start.Environment["MOCK_DATA_DIRECTORY"] = directory;
        await using var shell = ProgramUnderTest.Start(start);
        return (await shell.ExitedAsync(cancellation), shell.Output + shell.Error);
    }
}
