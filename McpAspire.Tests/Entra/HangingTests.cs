using McpAspire.MockBackend.Entra;

namespace McpAspire.Tests.Entra;

[Trait("Category", "Integration")]
public sealed class HangingTests(ProtectedBackend backend) : IClassFixture<ProtectedBackend>
{
    [Fact]
    public async Task A_hanging_token_request_ends_with_its_caller_and_with_the_process()
    {
        backend.Entra.Failures.Add(new InjectedFailure(200, DelayMilliseconds: 600_000, Count: 2));

        var first = backend.AskAsync();
        await TakenAsync(1);
        backend.Authority.CancelPendingRequests();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);

        var second = backend.AskAsync();
        await TakenAsync(2);
        await backend.Entra.StopAsync(Cancellation);
        await Assert.ThrowsAsync<HttpRequestException>(() => second);
    }

    private async Task TakenAsync(int requests)
    {
        while (backend.Entra.Failures.Requests < requests)
        {
            Cancellation.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
