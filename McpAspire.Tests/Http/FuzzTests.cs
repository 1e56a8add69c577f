using McpAspire.Testing.Fuzzing;

namespace McpAspire.Tests.Http;

/// <summary>The short form of the verb <c>fuzz</c> of bench/.</summary>
[Trait("Category", "Integration")]
[Trait("Server", "Program")]
public sealed class FuzzTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    private const int Requests = 600;

    [Fact]
    public async Task Mutated_requests_cause_no_500_and_no_hang_and_the_server_still_responds()
    {
        var run = new FuzzRun(server.Endpoint, seed: 1);

        await run.SendAsync(Enumerable.Range(0, Requests), parallel: 8, Cancellation);

        Assert.Empty(run.Failures);
        Assert.Equal(Requests, run.Statuses.Values.Sum());
        Assert.True(await run.IsServedAsync(Cancellation));
    }

    [Fact]
    public void The_same_seed_generates_the_same_requests()
    {
        var first = FuzzRequest.Create(server.Endpoint, seed: 7, number: 3).ToBytes();

        Assert.Equal(first, FuzzRequest.Create(server.Endpoint, seed: 7, number: 3).ToBytes());
        Assert.NotEqual(first, FuzzRequest.Create(server.Endpoint, seed: 7, number: 4).ToBytes());
    }
}
