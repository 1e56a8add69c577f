using Microsoft.Extensions.Logging;

namespace McpAspire.Tests.Client;

public sealed class ReconnectTests
{
    private static readonly (string, string) ManyRounds = ("Worker:Interval", "00:00:00.1");

    [Fact]
    public async Task Connects_when_the_server_starts_later()
    {
        var address = await FreeAddressAsync();
        await using var client = await ClientHost.StartAsync(address.ToString());
        var first = await client.Log.WaitForAsync("Not connected");
        await client.Log.WaitForAsync("Still not connected");
        Assert.Equal((200, 503), (await client.HealthAsync("/health/live"), await client.HealthAsync("/health/ready")));

        await using var server = await FakeMcpServer.StartOfContractAsync(address.Port);
        await client.Log.WaitForAsync("query_data:");

        await client.UntilAsync("/health/ready", 200);
        Assert.Equal(LogLevel.Warning, first.Level);
        Assert.StartsWith($"Not connected to {address}mcp: no service responds at this address.", first.Message, StringComparison.Ordinal);
        var complaints = OwnLines(client).Where(line => line.Level >= LogLevel.Warning).Select(line => line.Message.Split(' ')[0]);
        Assert.Equal(["Not"], complaints);
    }

    [Fact]
    public async Task Reconnects_after_a_restart_of_the_server()
    {
        await using var before = await FakeMcpServer.StartOfContractAsync();
        await using var client = await ClientHost.StartAsync(before.Address.ToString(), ManyRounds);
        await client.Log.WaitForAsync("query_data:");
        var port = before.Address.Port;

        await before.DisposeAsync();
        await client.Log.WaitForAsync("Not connected");
        await client.UntilAsync("/health/ready", 503);
        await using var after = await FakeMcpServer.StartOfContractAsync(port);
        await client.Log.WaitForAsync("query_data:", from: client.Log.All.Count);

        await client.UntilAsync("/health/ready", 200);
        Assert.All(OwnLines(client), line => Assert.Null(line.Exception));
    }

    [Fact]
    public async Task Stops_while_waiting_for_the_server()
    {
        var address = await FreeAddressAsync();
        await using var client = await ClientHost.StartAsync(
            address.ToString(), ("Connection:FirstRetryDelay", "00:01:00"), ("Connection:MaxRetryDelay", "00:01:00"));
        await client.Log.WaitForAsync("Not connected");

        await client.StopAsync();

        // appsettings.json disables the SDK's log lines; here they are recorded, too.
        Assert.DoesNotContain(OwnLines(client), line => line.Level >= LogLevel.Error);
    }

    [Fact]
    public async Task Stops_during_a_call()
    {
        await using var server = await FakeMcpServer.StartOfContractAsync();
        server.Gate = Task.Delay(Timeout.Infinite, Cancellation);
        await using var client = await ClientHost.StartAsync(server.Address.ToString());
        await server.Called.WaitAsync(Cancellation);

        await client.StopAsync();

        Assert.DoesNotContain(OwnLines(client), line => line.Level >= LogLevel.Warning);
    }

    [Fact]
    public async Task Finds_the_server_by_service_discovery()
    {
        await using var server = await FakeMcpServer.StartOfContractAsync();
        await using var client = await ClientHost.StartAsync(
            "https+http://mcp-server", ("services:mcp-server:http:0", server.Address.ToString()));

        var connected = await client.Log.WaitForAsync("Connected to");

        Assert.StartsWith("Connected to https+http://mcp-server/mcp: fake 9.8.7", connected.Message, StringComparison.Ordinal);
    }

    private static async Task<Uri> FreeAddressAsync()
    {
        await using var server = await FakeMcpServer.StartOfContractAsync();
        return server.Address;
    }

    private static IEnumerable<RecordedEvent> OwnLines(ClientHost client) =>
        client.Log.All.Where(line => line.Category.StartsWith("McpAspire.", StringComparison.Ordinal));
}
