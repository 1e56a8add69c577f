using System.Diagnostics;
using McpAspire.Tests.Deploy.Guides;

namespace McpAspire.Tests.Deploy.Pipeline;

/// <summary><c>eng/ci/pin-images.sh</c>, with a docker that resolves every image but one.</summary>
[Trait("Category", "Integration")]
public sealed class PinImagesTests : IDisposable
{
    private const string Unresolved = "alpine:3.22.2";

    private static readonly string[] Files = [".gitlab-ci.yml", "deploy/ci/service.yml", "deploy/ci/server.yml", "deploy/ci/client.yml"];

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("mcpaspire-pin-");

    public void Dispose() => _root.Delete(recursive: true);

    [Fact]
    public async Task Adds_the_digest_of_every_image_that_is_resolved_and_of_no_other()
    {
        FakeAzure.RequireBash();
        foreach (var file in Files.Append("eng/ci/pin-images.sh"))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_root.FullName, file))!);
            File.Copy(Repository.PathOf(file), Path.Combine(_root.FullName, file));
        }

        var docker = Path.Combine(_root.CreateSubdirectory("bin").FullName, "docker");
        await File.WriteAllTextAsync(
            docker, $"#!/bin/sh\n[ \"$4\" != {Unresolved} ] && echo \"sha256:$(printf %064d 7)\"\n", Cancellation);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(docker, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        Assert.Equal(1, await RunAsync());
        Assert.Equal(1, await RunAsync());

        var images = PipelineRules.Load(
            Files.ToDictionary(static file => file, file => File.ReadAllText(Path.Combine(_root.FullName, file))))
            .SelectMany(static pipeline => pipeline.Jobs).SelectMany(static job => job.Images).Distinct().ToList();
        Assert.InRange(images.Count, 6, int.MaxValue);
        Assert.All(images, static image => Assert.True(
            image == Unresolved
                || (image.EndsWith($"@sha256:{7:D64}", StringComparison.Ordinal) && image.Count(static one => one == '@') == 1),
            image));
    }

    private async Task<int> RunAsync()
    {
        var start = new ProcessStartInfo("/bin/sh", [Path.Combine(_root.FullName, "eng", "ci", "pin-images.sh")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = $"{Path.Combine(_root.FullName, "bin")}:{start.Environment["PATH"]}";
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync(Cancellation);
        return process.ExitCode;
    }
}
