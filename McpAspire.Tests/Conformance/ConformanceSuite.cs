using System.ComponentModel;
using System.Diagnostics;

namespace McpAspire.Tests.Conformance;

/// <summary>Runs the suite, an npm package, as CI does.</summary>
internal static class ConformanceSuite
{
    /// <summary>What <c>run.mjs</c> ends with where it finds no Node that the suite runs on.</summary>
    private const int NoNode = 77;

    /// <summary>Far beyond a run on a slow machine (a requirement set takes under 30 s on two cores): only a suite that hangs meets it.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(5);

    public static void SkipUnlessInstalled() => Assert.SkipUnless(
        Directory.Exists(Repository.PathOf("eng", "conformance", "node_modules", "@modelcontextprotocol", "conformance")),
        "The conformance suite is not installed: npm ci --prefix eng/conformance has not been run.");

    /// <summary>Runs <c>eng/conformance/run.mjs</c>, which compares the results with the expected failures.</summary>
    public static async Task PassAsync(ITestOutputHelper output, params string[] arguments)
    {
        var folder = Directory.CreateTempSubdirectory("mcpaspire-conformance-");
        using var suite = Start(folder.FullName, arguments);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(Deadline);
        try
        {
            var (text, errors) = (suite.StandardOutput.ReadToEndAsync(deadline.Token), suite.StandardError.ReadToEndAsync(deadline.Token));
            var report = await text + await errors;
            await suite.WaitForExitAsync(deadline.Token);
            output.WriteLine(report);
            Assert.SkipWhen(suite.ExitCode == NoNode, report);
            Assert.True(suite.ExitCode == 0, report);
        }
        finally
        {
            suite.Kill(entireProcessTree: true);
            await suite.WaitForExitAsync(CancellationToken.None);
            folder.Delete(recursive: true);
        }
    }

    private static Process Start(string folder, string[] arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo("node", [Repository.PathOf("eng", "conformance", "run.mjs"), .. arguments])
            {
                RedirectStandardError = true,
                RedirectStandardOutput = true,

                // The runner's own temporary folders: it cannot delete them when it is killed.
                Environment = { ["TMPDIR"] = folder, ["TEMP"] = folder, ["TMP"] = folder },
            })!;
        }
        catch (Win32Exception)
        {
            Directory.Delete(folder);
            Assert.Skip("Node is not installed, which the conformance suite runs on.");
            throw;
        }
    }
}
