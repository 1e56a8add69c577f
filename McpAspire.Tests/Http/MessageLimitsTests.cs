using System.Net;
using System.Net.Sockets;
using System.Text;
using McpAspire.Server.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace McpAspire.Tests.Http;

/// <summary>The limits of request bodies.</summary>
[Trait("Category", "Integration")]
[Trait("Server", "Program")]
public sealed class MessageLimitsTests
{
    private static readonly Uri Nowhere = new("http://127.0.0.1:9");

    [Fact]
    [Trait("Server", "InProcess")]
    public async Task Messages_beyond_the_bytes_in_flight_get_503_and_later_ones_are_served()
    {
        await using var server = new ServerHost(Nowhere, ("MAX_BYTES_IN_FLIGHT", "1048576"));
        var budget = server.Services.GetRequiredService<BodyBudget>();
        Assert.True(budget.TryTake(1048576 - 100));

        var refused = await server.SendAsync("/mcp", McpRequests.List);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "1"), (refused.Status, refused.Header("Retry-After")));
        Assert.Contains("(MAX_BYTES_IN_FLIGHT)", refused.ErrorMessage, StringComparison.Ordinal);
        budget.Release(1048576 - 100);
        Assert.Equal(HttpStatusCode.OK, (await server.SendAsync("/mcp", McpRequests.List)).Status);
        Assert.True(budget.TryTake(1048576), "What a message takes is given back.");
    }

    [Theory]
    [InlineData(9000, "\"params\":{\"x\":[#]}", 503)]
    [InlineData(9000, "\"params\":{\"name\":\"list_users\",\"arguments\":\"{\\\"x\\\":[#]}\"}", 503)]
    [InlineData(9000, "\"params\":{\"name\":\"query_data\",\"arguments\":{\"filters\":\"{\\\"x\\\":[#]}\"}}", 503)]
    [InlineData(9000, "\"params\":{\"name\":\"query_data\",\"arguments\":{\"filters\":\"\\n{\\\"x\\\":[#]}\"}}", 503)]
    [InlineData(30000, "\"params\":{\"name\":\"list_users\",\"arguments\":\"{\\\"x\\\":[#]}\"}", 413)]
    public async Task Tokens_count_in_addition_to_bytes_also_in_texts_that_are_JSON(int count, string parameters, int status)
    {
        await using var server = new ServerHost(Nowhere, ("MAX_BYTES_IN_FLIGHT", "1048576"));
        var numbers = string.Join(',', Enumerable.Repeat(1, count));
        var call = McpRequests.List with
        {
            Body = $$"""{"jsonrpc":"2.0","id":1,"method":"tools/call",{{parameters.Replace("#", numbers, StringComparison.Ordinal)}}}""",
        };

        Assert.Equal(status, (int)(await server.SendAsync("/mcp", call)).Status);
    }

    [Fact]
    public async Task An_incomplete_body_takes_no_permit()
    {
        await using var server = new ServerHost(Nowhere, ("MAX_CONCURRENT_REQUESTS", "1"));
        using var slow = new TcpClient();
        await slow.ConnectAsync(server.Address.Host, server.Address.Port, Cancellation);
        const string Headers = "Host: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\nExpect: 100-continue\r\n";
        await slow.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"POST /mcp HTTP/1.1\r\n{Headers}\r\n"), Cancellation);
        using var reader = new StreamReader(slow.GetStream());
        // Kestrel sends this when the server begins to read the body.
        Assert.StartsWith("HTTP/1.1 100 ", await reader.ReadLineAsync(Cancellation), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.OK, (await server.SendAsync("/mcp", McpRequests.List)).Status);
    }

    [Fact]
    [Trait("Server", "InProcess")]
    public async Task Slow_bodies_and_idle_connections_are_limited()
    {
        await using var server = new ServerHost(Nowhere, ("Http:MinBodyBytesPerSecond", "2000"));
        var limits = server.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits;

        Assert.Equal((2000, 5), (limits.MinRequestBodyDataRate!.BytesPerSecond, limits.MinRequestBodyDataRate.GracePeriod.TotalSeconds));
        Assert.Equal(TimeSpan.FromMinutes(2), limits.KeepAliveTimeout);
    }

    [Fact]
    public async Task A_chunk_size_beyond_64_bits_is_400()
    {
        await using var server = new ServerHost(Nowhere);
        using var client = new TcpClient();
        await client.ConnectAsync(server.Address.Host, server.Address.Port, Cancellation);
        var stream = client.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                "POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: "
                    + "chunked\r\n\r\nFFFFFFFFFFFFFFFF\r\n{}"),
            Cancellation);
        using var reader = new StreamReader(stream);

        Assert.StartsWith("HTTP/1.1 400 ", await reader.ReadLineAsync(Cancellation), StringComparison.Ordinal);
    }
}
