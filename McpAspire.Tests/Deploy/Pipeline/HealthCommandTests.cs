using System.Net;
using System.Net.Sockets;
using McpAspire.ServiceDefaults.Health;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace McpAspire.Tests.Deploy.Pipeline;

/// <summary>The command that the images' HEALTHCHECK runs, as a process of its own.</summary>
[Trait("Category", "Integration")]
public sealed class HealthCommandTests
{
    [Theory]
    [InlineData("McpAspire.Server", "PORT", "{0}")]
    [InlineData("McpAspire.Server", "ASPNETCORE_URLS", "http://+:{0}")]
    [InlineData("McpAspire.Client", "HEALTH_PORT", "{0}")]
    [InlineData("McpAspire.MockBackend", "ASPNETCORE_HTTP_PORTS", "{0}")]
    [InlineData("McpAspire.MockBackend", "ASPNETCORE_URLS", "https://localhost:1;http://localhost:{0}")]
    public async Task Asks_where_the_settings_say_that_the_program_listens(string program, string name, string value)
    {
        await using var probed = await ProbedProgram.StartAsync();

        var health = await RunAsync(program, [(name, value.Replace("{0}", $"{probed.Port}", StringComparison.Ordinal)), ("HTTP_PROXY", "http://127.0.0.1:1")]);

        Assert.Equal((0, $"{program} health: http://127.0.0.1:{probed.Port}/health/live answered 200\n", string.Empty), (health.ExitCode, health.Output, health.Error));
        Assert.Equal(["GET /health/live"], probed.Asked);
    }

    [Fact]
    public async Task Finds_the_running_server_alive()
    {
        await using var server = await ProgramUnderTest.StartServerAsync();

        var health = await RunAsync("McpAspire.Server", [("PORT", $"{server.Endpoint.Port}")]);

        Assert.Equal(0, health.ExitCode);
    }

    [Fact]
    public async Task Fails_where_the_program_says_that_it_is_not_alive()
    {
        await using var probed = await ProbedProgram.StartAsync(StatusCodes.Status503ServiceUnavailable);

        var health = await RunAsync("McpAspire.Server", [("PORT", $"{probed.Port}")]);

        Assert.Equal((1, $"McpAspire.Server health: http://127.0.0.1:{probed.Port}/health/live answered 503\n"), (health.ExitCode, health.Output));
    }

    [Fact]
    public async Task Fails_where_nothing_listens()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();

        var health = await RunAsync("McpAspire.Client", [("HEALTH_PORT", $"{port}")]);

        Assert.Equal((1, $"McpAspire.Client health: http://127.0.0.1:{port}/health/live cannot be asked: ConnectionError\n"), (health.ExitCode, health.Output));
    }

    [Fact]
    public async Task Fails_where_no_answer_comes()
    {
        await using var probed = await ProbedProgram.StartAsync(status: null);

        var health = await RunAsync("McpAspire.MockBackend", [("ASPNETCORE_HTTP_PORTS", $"{probed.Port}")]);

        Assert.Equal((1, $"McpAspire.MockBackend health: http://127.0.0.1:{probed.Port}/health/live gave no answer within 2 s\n"), (health.ExitCode, health.Output));
    }

    [Theory]
    [InlineData("PORT", "abc")]
    [InlineData("PORT", "0")]
    [InlineData("ASPNETCORE_URLS", "https://localhost:8443")]
    public async Task Fails_where_the_settings_name_no_address(string name, string value)
    {
        var health = await RunAsync("McpAspire.Server", [(name, value)]);

        Assert.Equal((1, "McpAspire.Server health: the settings name no http address with a port\n", string.Empty), (health.ExitCode, health.Output, health.Error));
    }

    [Fact]
    public async Task Takes_no_arguments()
    {
        var health = await RunAsync("McpAspire.Server", [], "--json");

        Assert.Equal((2, string.Empty, "McpAspire.Server: unknown arguments. Usage: health\n"), (health.ExitCode, health.Output, health.Error));
    }

    [Theory]
    [InlineData("http://0.0.0.0:3333", "http://127.0.0.1:3333/health/live")]
    [InlineData("http://localhost:3333", "http://127.0.0.1:3333/health/live")]
    [InlineData("http://*:8080", "http://127.0.0.1:8080/health/live")]
    [InlineData("http://[::]:8080", "http://[::1]:8080/health/live")]
    [InlineData("http://10.0.0.7:8080", "http://10.0.0.7:8080/health/live")]
    [InlineData("http://localhost", "http://127.0.0.1/health/live")]
    [InlineData("http://localhost:0", null)]
    [InlineData("http://localhost:abc", null)]
    [InlineData("https://localhost:8443", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Asks_an_address_that_this_machine_reaches(string? binding, string? asked) => Assert.Equal(asked, HealthCommand.AddressOf(binding)?.AbsoluteUri);

    [Fact]
    public void Asks_the_port_of_the_framework_where_nothing_is_set() => Assert.Equal("http://localhost:5000", HealthCommand.FrameworkBinding(new ConfigurationBuilder().Build()));

    private static Task<ProgramRun> RunAsync(string program, IEnumerable<(string Name, string Value)> environment, params string[] arguments) =>
        ProgramUnderTest.RunAsync(program, [("ASPNETCORE_ENVIRONMENT", "Production"), .. environment], ["health", .. arguments]);
}
