using System.Diagnostics;

namespace McpAspire.Tests.Integration;

/// <summary>The built server as a process of its own, as a container runs it.</summary>
[Trait("Category", "Integration")]
public sealed class ServerProcessTests
{
    [Fact]
    public async Task Ends_with_one_message_that_names_every_wrong_setting()
    {
        using var server = Start(("PORT", "abc"), ("BACKEND_API_TIMEOUT", "-5"), ("ASPNETCORE_ENVIRONMENT", "Development"));

        var message = await server.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await server.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(1, server.ExitCode);
        Assert.Equal(
            """
            McpAspire.Server cannot start; these settings are wrong:
              - PORT (Listen:Port) must be a whole number (here a port, 0 to 65535); it is 'abc'.
              - BACKEND_API_URL (Backend:BaseAddress) is required: an absolute http or https URL, e.g. https://api.example.com; it is not set.
              - BACKEND_API_TIMEOUT (Backend:AttemptTimeout) must be 0.1 to 300 seconds; it is '-5'.
            """,
            message.Trim());
    }

    [Fact]
    public async Task Says_that_a_port_is_taken_and_ends()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var port = ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
        using var server = Start(("HOST", "127.0.0.1"), ("PORT", $"{port}"), ("BACKEND_API_URL", "http://127.0.0.1:9"), ("ASPNETCORE_ENVIRONMENT", "Development"));

        var message = await server.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await server.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(1, server.ExitCode);
        Assert.StartsWith($"McpAspire.Server cannot listen: Failed to bind to address http://127.0.0.1:{port}: address already in use.", message, StringComparison.Ordinal);
    }

    private static Process Start(params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", Path.Combine(AppContext.BaseDirectory, "McpAspire.Server.dll"))
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        return process;
    }
}
