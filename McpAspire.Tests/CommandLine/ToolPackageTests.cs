using System.Diagnostics;

namespace McpAspire.Tests.CommandLine;

/// <summary>The client as a .NET tool, by the commands of its README.</summary>
[Trait("Category", "Integration")]
public sealed class ToolPackageTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mcpaspire-tool-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Packs_and_installs_as_mcpaspire()
    {
        var configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        var (packages, tools) = (Path.Combine(_folder.FullName, "packages"), Path.Combine(_folder.FullName, "tools"));

        await RunAsync("dotnet", "pack", "McpAspire.Client", "--no-build", "--configuration", configuration, "--output", packages);
        await RunAsync("dotnet", "tool", "install", "--tool-path", tools, "--source", packages, "McpAspire.Client");
        var help = await RunAsync(Path.Combine(tools, OperatingSystem.IsWindows() ? "mcpaspire.exe" : "mcpaspire"), "--help");

        Assert.All(
            ["tools", "call", "load", "contract", "doctor"], command => Assert.Contains($"  {command} ", help, StringComparison.Ordinal));
    }

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var cancellation = Cancellation;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(cancellation), process.StandardError.ReadToEndAsync(cancellation));
        await process.WaitForExitAsync(cancellation);
        Assert.True(process.ExitCode == 0, await output + await error);
        return await output;
    }
}
