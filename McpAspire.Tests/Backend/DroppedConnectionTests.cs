using System.Net;
using System.Net.Sockets;
using System.Text;

namespace McpAspire.Tests.Backend;

[Trait("Category", "Integration")]
public sealed class DroppedConnectionTests(BackendFixture backend) : IClassFixture<BackendFixture>
{
    private const string Ticket = """{"title":"T","description":"0123456789"}""";

    [Theory]
    [InlineData("drop=before", 0)]
    [InlineData("drop=after", 1)]
    public async Task A_drop_resets_the_connection_before_or_after_the_API_is_called(string fault, int created)
    {
        var before = await backend.TicketsAsync();
        var (received, error) = await ReceiveAsync(fault);

        Assert.Equal("", received);
        Assert.Equal(SocketError.ConnectionReset, error);
        Assert.Equal(before + created, await backend.TicketsAsync());
    }

    [Fact]
    public async Task A_drop_in_the_body_resets_the_connection_after_half_of_it()
    {
        var (received, error) = await ReceiveAsync("drop=body");

        Assert.StartsWith("HTTP/1.1 201 Created\r\n", received, StringComparison.Ordinal);
        Assert.Matches("\r\n\r\n\\{\"id\":\"T-\\d+\",[^}]+$", received);
        Assert.Equal(SocketError.ConnectionReset, error);
    }

    [Theory]
    [InlineData("drop=before")]
    [InlineData("drop=after")]
    public async Task A_client_sees_a_failed_request(string fault)
    {
        await backend.InjectAsync($"{fault};method=POST;count=*");
        await Assert.ThrowsAsync<HttpRequestException>(() => backend.PostAsync("/tickets", Ticket));
    }

    [Fact]
    public async Task A_client_sees_a_body_that_ends_early()
    {
        await backend.InjectAsync("drop=body");
        using var response = await backend.PostAsync("/tickets", Ticket);
        await using var body = await response.Content.ReadAsStreamAsync(Cancellation);

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        await Assert.ThrowsAnyAsync<IOException>(() => body.CopyToAsync(Stream.Null, Cancellation));
    }

    [Fact]
    public async Task A_retry_after_a_dropped_response_creates_no_second_ticket()
    {
        var before = await backend.TicketsAsync();
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());
        await backend.InjectAsync("drop=after;method=POST;count=*");
        await Assert.ThrowsAsync<HttpRequestException>(() => backend.PostAsync("/tickets", Ticket, key));
        await backend.InjectAsync();
        using var repeated = await backend.PostAsync("/tickets", Ticket, key);

        Assert.Equal(HttpStatusCode.Created, repeated.StatusCode);
        Assert.True(repeated.Headers.Contains("Idempotency-Replayed"));
        Assert.Equal(before + 1, await backend.TicketsAsync());
    }

    private async Task<(string Received, SocketError Error)> ReceiveAsync(string fault)
    {
        await backend.InjectAsync(fault);
        using var client = new TcpClient();
        await client.ConnectAsync(backend.Address.Host, backend.Address.Port, Cancellation);
        var stream = client.GetStream();
        var request =
            "POST /tickets HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + $"Content-Length: {Ticket.Length}\r\n\r\n{Ticket}";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request), Cancellation);
        using var received = new MemoryStream();
        var failure = await Assert.ThrowsAsync<IOException>(() => stream.CopyToAsync(received, Cancellation));
        return (Encoding.ASCII.GetString(received.ToArray()), Assert.IsType<SocketException>(failure.InnerException).SocketErrorCode);
    }
}
