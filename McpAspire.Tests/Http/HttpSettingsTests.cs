using McpAspire.Server;
using McpAspire.Server.Http;
using McpAspire.ServiceDefaults;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace McpAspire.Tests.Http;

[Trait("Category", "Unit")]
public sealed class HttpSettingsTests
{
    [Fact]
    public void Has_the_documented_defaults()
    {
        using var services = Build();
        var http = services.GetRequiredService<IOptions<McpHttpOptions>>().Value;

        Assert.Empty(http.AllowedHostList);
        Assert.Empty(http.AllowedOriginList);
        Assert.Equal(
            (262144, 32768, 256, 60),
            (http.MaxRequestBodyBytes, http.MaxRequestHeadersBytes, http.MaxConcurrentRequests, http.RequestTimeout.TotalSeconds));
        Assert.Equal(
            (20000, 33554432, 64, null, 1024),
            (http.MaxJsonTokens, http.MaxBytesInFlight, http.PerCaller, http.RequestsPerMinute, http.MinBodyBytesPerSecond));
    }

    [Theory]
    [InlineData("ALLOWED_HOSTS", "https://mcp.example.com", "host names without scheme and port")]
    [InlineData("ALLOWED_HOSTS", "mcp.example.com:3333", "host names without scheme and port")]
    [InlineData("ALLOWED_ORIGINS", "tools.example.com", "scheme and host only")]
    [InlineData("ALLOWED_ORIGINS", "https://tools.example.com/", "scheme and host only")]
    [InlineData("MAX_REQUEST_BODY_BYTES", "1023", "1024 to 104857600 bytes")]
    [InlineData("MAX_REQUEST_BODY_BYTES", "104857601", "1024 to 104857600 bytes")]
    [InlineData("MAX_REQUEST_BODY_BYTES", "1MB", "1024 to 104857600 bytes")]
    [InlineData("MAX_CONCURRENT_REQUESTS", "0", "1 to 100000")]
    [InlineData("MAX_CONCURRENT_REQUESTS", "100001", "1 to 100000")]
    [InlineData("MAX_JSON_TOKENS", "99", "100 to 10000000")]
    [InlineData("MAX_BYTES_IN_FLIGHT", "1024", "1048576 to 1073741824 bytes")]
    [InlineData("MAX_CONCURRENT_REQUESTS_PER_CALLER", "0", "1 to 100000")]
    [InlineData("REQUESTS_PER_MINUTE", "0", "1 to 1000000")]
    [InlineData("REQUEST_TIMEOUT", "0.5", "1 to 600 seconds")]
    [InlineData("REQUEST_TIMEOUT", "601", "1 to 600 seconds")]
    [InlineData("REQUEST_TIMEOUT", "soon", "1 to 600 seconds")]
    [InlineData("Http:MaxRequestHeadersBytes", "4095", "4096 to 1048576 bytes")]
    public void Names_the_setting_its_value_and_the_rule(string name, string value, string rule)
    {
        using var services = Build($"--{name}={value}");

        var failure = Assert.Single(
            Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<McpHttpOptions>>().Value).Failures);
        Assert.StartsWith(name, failure, StringComparison.Ordinal);
        Assert.Contains(rule, failure, StringComparison.Ordinal);
        Assert.EndsWith($"it is '{value}'.", failure, StringComparison.Ordinal);
    }

    private static ServiceProvider Build(params string[] args)
    {
        var builder = WebApplication.CreateBuilder(["--environment=Development", .. args]);
        builder.AddServiceDefaults(ServerSettings.Aliases);
        builder.AddMcpHttp();
        return builder.Services.BuildServiceProvider();
    }
}
