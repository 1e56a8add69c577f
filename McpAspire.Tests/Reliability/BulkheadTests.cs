using McpAspire.Tests.Integration;

namespace McpAspire.Tests.Reliability;

[Trait("Category", "Integration")]
[Trait("Server", "Program")]
public sealed class BulkheadTests(BackendFixture backend) : IClassFixture<BackendFixture>
{
    private const string User = """{"user_id":"123"}""";

    [Fact]
    public async Task A_hanging_backend_occupies_only_its_share_of_permits()
    {
        await backend.InjectAsync("hang;count=2;path=/users/1");
        await using var server = new ServerHost(
            backend.Address, ("BACKEND_MAX_CONCURRENT_CALLS", "2"), ("BACKEND_API_TIMEOUT", "300"), ("REQUEST_TIMEOUT", "600"));
        await using var client = await server.ConnectAsync();
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        Task[] waiting =
        [
            McpRequests.SendAsync(server.Address, "/mcp", McpRequests.User, leaving.Token),
            McpRequests.SendAsync(server.Address, "/mcp", McpRequests.User, leaving.Token),
        ];
        while ((await backend.RequestsAsync("GET", "/users/1")).Count < waiting.Length)
        {
            Assert.DoesNotContain(waiting, call => call.IsCompleted);
        }

        var error = await client.CallFailsAsync("get_user_profile", User);

        Assert.Equal(("SERVICE_ERROR", true), (error.GetProperty("error").GetString(), error.GetProperty("retryable").GetBoolean()));
        Assert.Equal("rate_limited", error.GetProperty("details").GetProperty("reason").GetString());
        Assert.Equal(0, (await backend.RequestsAsync("GET", "/users/123")).Count);
        Assert.Equal(DocumentedTools.Names.Count, (await client.ListToolsAsync(cancellationToken: Cancellation)).Count);
        Assert.DoesNotContain(waiting, call => call.IsCompleted);

        await leaving.CancelAsync();
        foreach (var call in waiting)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        }

        // The permit is released when the server detects that the caller disconnected.
        while ((await client.CallAsync("get_user_profile", User)).IsError is true)
        {
            Assert.Equal(0, (await backend.RequestsAsync("GET", "/users/123")).Count);
        }
    }
}
