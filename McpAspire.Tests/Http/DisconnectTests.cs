namespace McpAspire.Tests.Http;

[Trait("Category", "Integration")]
[Trait("Server", "Program")]
public sealed class DisconnectTests
{
    [Theory]
    [InlineData("/mcp", Revision.March2025)]
    [InlineData("/mcp", Revision.November2025)]
    [InlineData("/mcp", Revision.July2026)]
    [InlineData("/messages", Revision.November2025)]
    [InlineData("/_mcp/messages", Revision.July2026)]
    public async Task A_disconnected_client_cancels_the_request_to_the_backend(string path, string revision)
    {
        await using var backend = await BlockedBackend.StartAsync();
        await using var server = new ServerHost(backend.Address, ("BACKEND_API_TIMEOUT", "300"), ("REQUEST_TIMEOUT", "600"));
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var sending = McpRequests.SendAsync(
            server.Address, path, McpCall.Tool(revision, "get_user_profile", new() { ["user_id"] = "1" }), leaving.Token);
        await backend.Started.Task.WaitAsync(Cancellation);

        await leaving.CancelAsync();

        await backend.Aborted.Task.WaitAsync(Cancellation);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
    }
}
