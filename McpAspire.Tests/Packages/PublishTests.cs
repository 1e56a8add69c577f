using System.Diagnostics;

namespace McpAspire.Tests.Packages;

public sealed class PublishTests
{
    [Fact]
    public async Task Refuses_to_publish_with_stand_ins_and_says_what_to_do()
    {
        // The target that runs before publishing, alone: nothing is built.
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList =
            {
                "msbuild", Repository.PathOf("McpAspire.Server", "McpAspire.Server.csproj"), "-t:RefuseToPublishPolyfills", "-p:PackageMode=polyfill", "-nr:false", "-nologo",
            },
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        try
        {
            var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);

            Assert.NotEqual(0, process.ExitCode);
            Assert.Contains("-p:PackageMode=official", output, StringComparison.Ordinal);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }
}
