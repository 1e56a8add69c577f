using System.Diagnostics;
using McpAspire.BenchKit;

namespace McpAspire.Bench.Contestants;

/// <summary>The servers of npm packages, which are there where Node is and their packages have been installed.</summary>
internal static class NodeServers
{
    private static readonly string Folder = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "..", "eng"));

    /// <summary>Installs the packages.</summary>
    /// <returns>Why these servers cannot be measured; <see langword="null"/> if they can.</returns>
    public static async Task<string?> PrepareAsync()
    {
        try
        {
            using var npm = Process.Start(new ProcessStartInfo("npm", ["ci", "--silent", "--no-audit", "--no-fund"]) { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
            var outputs = await Task.WhenAll(npm.StandardOutput.ReadToEndAsync(), npm.StandardError.ReadToEndAsync());
            await npm.WaitForExitAsync();
            return npm.ExitCode == 0 ? null : $"npm ci ended with {npm.ExitCode}: {outputs[1].Trim()}";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "there is no npm";
        }
    }

    public static ProcessStartInfo Command(string script) => ServiceProcess.Command(Folder, [.. Machine.ServerPrefix, "node", Path.Combine("servers", script)]);
}
