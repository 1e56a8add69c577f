using McpAspire.MockBackend.Entra;
using Microsoft.Extensions.Logging.Abstractions;

namespace McpAspire.Tests.Entra;

public sealed class TokenFileTests
{
    [Fact]
    public async Task Token_files_are_replaced_after_80_percent_of_their_lifetime()
    {
        using var directory = new BackendDataDirectory();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var rotated = new TaskCompletionSource();
        var waits = 0;
        var time = new ManualTime(_ => Interlocked.Increment(ref waits) == 1 || !rotated.TrySetResult());
        using var cluster = new ServiceAccountIssuer(new() { Host = new("https://localhost/") }, time);
        var files = new ServiceAccountTokenFiles(directory.Path, cluster, TimeSpan.FromHours(1), time, NullLogger.Instance);
        await files.WriteAsync(Cancellation);
        var before = await File.ReadAllTextAsync(files.PathOf("mcp-server"), Cancellation);

        var rotation = files.RotateAsync(stop.Token);
        await rotated.Task.WaitAsync(Cancellation);
        var after = await File.ReadAllTextAsync(files.PathOf("mcp-server"), Cancellation);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => rotation);

        Assert.Equal([TimeSpan.FromMinutes(48)], time.Skipped);
        Assert.Equal(
            TimeSpan.FromMinutes(48).TotalSeconds,
            (long)TokenParts.Claims(after)["exp"]! - (long)TokenParts.Claims(before)["exp"]!);
        Assert.Equal(["azure-identity-token"], Directory.GetFiles(Path.Combine(directory.Path, "mcp-client")).Select(Path.GetFileName));
    }
}
