using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.AspNetCore;

namespace McpAspire.Tests.Protocol;

[Trait("Category", "Protocol")]
public sealed class EndpointMappingTests
{
    [Fact]
    public async Task Mapping_without_the_transport_is_refused()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore();
        builder.Services.AddRoutingCore().AddMcpServer();
        await using var app = builder.Build();

        Assert.Throws<InvalidOperationException>(() => app.MapMcp("/mcp"));
    }

    [Fact]
    public void Stateless_is_the_default_and_follows_the_mode()
    {
        var options = new HttpServerTransportOptions();

        Assert.Equal(HttpServerSessionMode.Stateless, options.SessionMode);
        options.Stateless = false;
        Assert.Equal(HttpServerSessionMode.Stateful, options.SessionMode);
        options.SessionMode = HttpServerSessionMode.StatefulForInitializeClients;
        Assert.False(options.Stateless);
        options.Stateless = true;
        Assert.Equal(HttpServerSessionMode.Stateless, options.SessionMode);
    }
}
