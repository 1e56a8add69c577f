using System.Diagnostics;

namespace McpAspire.Tests.Conformance;

/// <summary>Runs the suite, an npm package.</summary>
internal static class ConformanceSuite
{
    /// <summary>Timeout for a suite that hangs: a revision takes less than 30 s on two cores.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(5);

    private static readonly string? Node = ExternalTool.Find("node");

    public static void RequireSuite() => ExternalTool.Require(
        Node is not null && Directory.Exists(Repository.PathOf("eng", "node_modules", "@modelcontextprotocol", "conformance")),
        "The conformance suite is not installed: it needs Node and npm ci --prefix eng.");

    /// <summary>Runs <c>eng/conformance/run.mjs</c>, which compares the results with the expected failures.</summary>
    public static async Task PassAsync(ITestOutputHelper output, params string[] arguments)
    {
        // A killed suite does not delete its temporary folders.
        var folder = Directory.CreateTempSubdirectory("mcpaspire-conformance-");
        using var suite = Process.Start(new ProcessStartInfo(Node!, [Repository.PathOf("eng", "conformance", "run.mjs"), .. arguments])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            Environment = { ["TMPDIR"] = folder.FullName, ["TEMP"] = folder.FullName, ["TMP"] = folder.FullName },
        })!;
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        deadline.CancelAfter(Deadline);
        try
        {
            var (text, errors) = (suite.StandardOutput.ReadToEndAsync(deadline.Token), suite.StandardError.ReadToEndAsync(deadline.Token));
            var report = await text + await errors;
            await suite.WaitForExitAsync(deadline.Token);
            output.WriteLine(report);
            Assert.True(suite.ExitCode == 0, report);
        }
        finally
        {
            suite.Kill(entireProcessTree: true);
            await suite.WaitForExitAsync(CancellationToken.None);
            folder.Delete(recursive: true);
        }
    }
}
