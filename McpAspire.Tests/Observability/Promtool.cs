using System.Diagnostics;
using System.Text;

namespace McpAspire.Tests.Observability;

/// <summary>Prometheus' own tool, where it is installed.</summary>
internal static class Promtool
{
    private static readonly string? File = Array.Find(["/usr/bin/promtool", "/usr/local/bin/promtool", "/opt/homebrew/bin/promtool"], System.IO.File.Exists);

    /// <summary>Checks a page of metrics, in the format 0.0.4.</summary>
    /// <returns>What it has to say against it, without its advice on names of metrics that are not ours.</returns>
    public static async Task<(int ExitCode, string Text)> CheckMetricsAsync(string page)
    {
        Assert.SkipWhen(File is null, "promtool is not installed (Debian: apt-get install prometheus).");
        using var process = Process.Start(new ProcessStartInfo(File, ["check", "metrics"]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, StandardInputEncoding = new UTF8Encoding(false) })!;
        var texts = Task.WhenAll(process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await process.StandardInput.WriteAsync(page);
        process.StandardInput.Close();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, string.Concat(await texts));
    }
}
