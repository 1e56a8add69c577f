using System.Diagnostics;
using System.Text;

namespace McpAspire.Testing;

/// <summary>The program promtool of Prometheus, if installed.</summary>
internal static class Promtool
{
    private static readonly string? Executable = ExternalTool.Find("promtool");

    /// <summary>Checks a page of metrics, in the format 0.0.4.</summary>
    /// <returns>The findings, without advice on metric names.</returns>
    public static Task<(int ExitCode, string Text)> CheckMetricsAsync(string page) =>
        RunAsync(page, AppContext.BaseDirectory, "check", "metrics");

    /// <param name="input">Standard input.</param>
    /// <param name="directory">The working directory.</param>
    /// <param name="arguments">Its command line.</param>
    /// <returns>The output.</returns>
    public static async Task<(int ExitCode, string Text)> RunAsync(string input, string directory, params string[] arguments)
    {
        ExternalTool.Require(Executable is not null, "promtool is not installed (Debian: apt-get install prometheus).");
        using var process = Process.Start(new ProcessStartInfo(Executable!, arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
        })!;
        var texts = Task.WhenAll(
            process.StandardOutput.ReadToEndAsync(Cancellation),
            process.StandardError.ReadToEndAsync(Cancellation));
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync(Cancellation);
        return (process.ExitCode, string.Concat(await texts));
    }
}
