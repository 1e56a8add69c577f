using McpAspire.Server.Hosting;
using Microsoft.AspNetCore.Builder;

namespace McpAspire.Tests.Unit.Settings;

/// <summary>The addresses that the server listens on.</summary>
[Trait("Category", "Unit")]
public sealed class ListenUrlsTests
{
    [Theory]
    [InlineData("Production", "http://0.0.0.0:3333")]
    [InlineData("Development", "http://localhost:3333")]
    [InlineData("Production", "http://0.0.0.0:4000", "--Listen:Port=4000")]
    [InlineData("Production", "http://[::1]:4000", "--Listen:Port=4000", "--Listen:Host=::1")]
    [InlineData("Development", "http://127.0.0.1:0", "--Listen:Port=0")]
    [InlineData("Production", "http://0.0.0.0:3333 http://0.0.0.0:8000 http://0.0.0.0:8001", "--Listen:AdditionalPorts=8000, 8001")]
    [InlineData("Production", "http://127.0.0.1:5000 http://0.0.0.0:8000", "--urls=http://127.0.0.1:5000", "--Listen:AdditionalPorts=8000")]
    [InlineData("Production", "http://0.0.0.0:4000", "--urls=http://127.0.0.1:5000", "--Listen:Port=4000")]
    public void The_server_listens_on(string environment, string urls, params string[] settings)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment, Args = settings });

        Assert.Equal(urls.Split(' '), HostingExtensions.Urls(builder.Configuration, builder.Environment));
    }
}
