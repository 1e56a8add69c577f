using System.Diagnostics;

namespace McpAspire.Bench.Servers;

/// <summary>The servers of npm packages in eng/, available where Node is.</summary>
internal static class NodeServers
{
    private static readonly string Folder = Repository.PathOf("eng");

    /// <summary>Installs the packages.</summary>
    /// <returns>Why these servers cannot be measured; <see langword="null"/> if they can.</returns>
    public static async Task<string?> PrepareAsync()
    {
        ProcessStartInfo install = new("npm", ["ci", "--silent", "--no-audit", "--no-fund"])
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var npm = Process.Start(install)!;
            var outputs = await Task.WhenAll(npm.StandardOutput.ReadToEndAsync(), npm.StandardError.ReadToEndAsync());
            await npm.WaitForExitAsync();
            return npm.ExitCode == 0 ? null : $"npm ci exited with {npm.ExitCode}: {outputs[1].Trim()}";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "npm was not found";
        }
    }

    public static ProcessStartInfo Command(string script) => new("node", [script]) { WorkingDirectory = Folder };
}
