using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace McpAspire.Tests.Client;

public sealed class ConnectionFailureTests
{
    [Theory]
    [InlineData(401, "HTTP 401, the server requires a token, or rejected the one that was sent")]
    [InlineData(403, "HTTP 403, the token lacks an app role or a user, or the server does not accept this host name")]
    [InlineData(404, "HTTP 404")]
    [InlineData(503, "HTTP 503")]
    [InlineData(200, "the response is not MCP")]
    [InlineData(0, "no response within 0.5 seconds")]
    public async Task Describes_a_failed_connection_without_text_of_the_server(int status, string reason)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var server = builder.Build();
        server.Run(context => AnswerAsync(context, status));
        await server.StartAsync(Cancellation);
        await using var client = await ClientHost.StartAsync(server.Urls.First(), ("DISCOVERY_TIMEOUT", status == 0 ? "0.5" : "30"));

        var line = await client.Log.WaitForAsync("Not connected");

        Assert.Equal(
            (
                LogLevel.Warning,
                $"Not connected to {server.Urls.First()}/mcp: {reason}. Retrying until it works; further attempts are logged at Debug"),
            (line.Level, line.Message));
        Assert.Null(line.Exception);
    }

    private static Task AnswerAsync(HttpContext context, int status)
    {
        if (status == 0)
        {
            return Task.Delay(Timeout.Infinite, context.RequestAborted);
        }

        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html";
        return context.Response.WriteAsync("<p>Secret</p>");
    }
}
