using McpAspire.Client.Connection;
using McpAspire.Client.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace McpAspire.Tests.Client;

public sealed class McpConnectionOptionsTests
{
    [Theory]
    [InlineData("http://h:1", "http://h:1/mcp")]
    [InlineData("http://h:1/", "http://h:1/mcp")]
    [InlineData("http://h:1/mcp", "http://h:1/mcp")]
    [InlineData("http://h:1/mcp/", "http://h:1/mcp")]
    [InlineData("https://h/base/", "https://h/base/mcp")]
    [InlineData("https://h/base/mcp/", "https://h/base/mcp")]
    [InlineData("https://h/api/tools-server", "https://h/api/tools-server")]
    [InlineData("https+http://mcp-server", "https+http://mcp-server/mcp")]
    [InlineData("http://name:password@h:1", "http://h:1/mcp")]
    public void Finds_the_endpoint_whether_the_address_has_it_or_not(string written, string endpoint) =>
        Assert.Equal(endpoint, new McpConnectionOptions { ServerUrl = new Uri(written) }.Endpoint.ToString());

    [Fact]
    public void Has_the_documented_defaults()
    {
        var options = new McpConnectionOptions();

        Assert.Equal("http://localhost:8000/mcp", options.Endpoint.ToString());
        Assert.Equal(TimeSpan.FromSeconds(10), options.DiscoveryTimeout);
        Assert.Equal(TimeSpan.FromSeconds(30), options.CallTimeout);
        Assert.Equal(TimeSpan.FromSeconds(1), options.FirstRetryDelay);
        Assert.Equal(TimeSpan.FromSeconds(30), options.MaxRetryDelay);
    }

    [Fact]
    public void HttpClient_has_no_time_limit_of_its_own()
    {
        var builder = WebApplication.CreateBuilder();
        builder.AddCommandServices();
        using var services = builder.Services.BuildServiceProvider();

        using var http = services.GetRequiredService<IHttpClientFactory>().CreateClient(McpConnector.HttpClientName);

        Assert.Equal(Timeout.InfiniteTimeSpan, http.Timeout);
    }

    [Theory]
    [InlineData(
        "MCP_SERVER_URL",
        "localhost:8000",
        "MCP_SERVER_URL (Connection:ServerUrl) must be an absolute http or https URL; it is 'localhost:8000'.")]
    [InlineData("MCP_SERVER_URL", "/mcp", "MCP_SERVER_URL (Connection:ServerUrl) must be an absolute http or https URL; it is '/mcp'.")]
    [InlineData("DISCOVERY_TIMEOUT", "0", "DISCOVERY_TIMEOUT (Connection:DiscoveryTimeout) must be 0.1 to 300 seconds; it is '0'.")]
    [InlineData("DISCOVERY_TIMEOUT", "301", "DISCOVERY_TIMEOUT (Connection:DiscoveryTimeout) must be 0.1 to 300 seconds; it is '301'.")]
    [InlineData(
        "Connection:MaxRetryDelay",
        "00:00:00.01",
        "Connection:MaxRetryDelay must be at least the first wait, 0.02 seconds; it is '00:00:00.01'.")]
    [InlineData("Worker:Interval", "00:00:00", "Worker:Interval must be 0.1 second to 1 day; it is '00:00:00'.")]
    [InlineData("Worker:CreateTickets", "maybe", "Worker:CreateTickets must be true or false; it is 'maybe'.")]
    [InlineData("HEALTH_PORT", "65536", "HEALTH_PORT (Health:Port) must be a port, 1 to 65535; it is '65536'.")]
    public async Task Names_the_setting_that_is_wrong(string name, string value, string message)
    {
        await using var client = new ClientHost("http://localhost:8000", ("Connection:FirstRetryDelay", "00:00:00.02"), (name, value));

        var failure = Assert.ThrowsAny<Exception>(client.ValidateSettings);

        Assert.Equal([message], Assert.IsType<OptionsValidationException>(failure).Failures);
    }
}
