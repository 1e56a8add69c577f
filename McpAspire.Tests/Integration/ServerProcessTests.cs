using System.Text.Json.Nodes;

namespace McpAspire.Tests.Integration;

/// <summary>The built server as a process, as in a container.</summary>
[Trait("Category", "Integration")]
[Trait("Server", "Program")]
public sealed class ServerProcessTests
{
    [Fact]
    public async Task Fails_with_one_message_that_names_every_invalid_setting()
    {
        var server = await ProgramUnderTest.RunAsync(
            "McpAspire.Server", [("PORT", "abc"), ("BACKEND_API_TIMEOUT", "-5"), ("ASPNETCORE_ENVIRONMENT", "Development")]);

        Assert.Equal(1, server.ExitCode);
        Assert.Equal(
        """
        McpAspire.Server cannot start; these settings are wrong:
          - PORT (Listen:Port) must be a port, 0 to 65535; it is 'abc'.
          - BACKEND_API_URL (Backend:BaseAddress) is required: an absolute http or https URL, e.g. https://api.example.com; it is not set.
          - BACKEND_API_TIMEOUT (Backend:AttemptTimeout) must be 0.1 to 300 seconds; it is '-5'.
        """,
            server.Error.Trim());
    }

    [Fact]
    public async Task Fails_with_one_message_in_Production_without_an_authorization_mode()
    {
        var server = await ProgramUnderTest.RunAsync(
            "McpAspire.Server", [("BACKEND_API_URL", "http://127.0.0.1:9"), ("ASPNETCORE_ENVIRONMENT", "Production")]);

        Assert.Equal(1, server.ExitCode);
        Assert.StartsWith("McpAspire.Server cannot start; these settings are wrong:\n", server.Error, StringComparison.Ordinal);
        Assert.Contains(
            "  - AUTHORIZATION_MODE (Authorization:Mode) must be EntraId in Production;", server.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("docter", "McpAspire.Server: unknown command 'docter'; commands: doctor. Settings are --NAME=value.")]
    [InlineData("--help", "McpAspire.Server: unknown argument '--help'; commands: doctor. Settings are --NAME=value.")]
    [InlineData("-PORT=1", "McpAspire.Server: unknown argument '-PORT=1'; commands: doctor. Settings are --NAME=value.")]
    public async Task Rejects_an_argument_that_is_neither_a_command_nor_a_setting(string argument, string message)
    {
        var server = await ProgramUnderTest.RunAsync("McpAspire.Server", [("BACKEND_API_URL", "http://127.0.0.1:9")], argument);

        Assert.Equal((2, message), (server.ExitCode, server.Error.Trim()));
    }

    [Fact]
    public async Task Dotnet_run_reads_the_env_file_in_the_root_of_the_repository()
    {
        var cancellation = Cancellation;
        var root = Directory.CreateTempSubdirectory("mcpaspire-");
        try
        {
            var example = await File.ReadAllTextAsync(Repository.PathOf(".env.example"), cancellation);
            await File.WriteAllTextAsync(
                Path.Combine(root.FullName, ".env"), example.Replace("PORT=3333", "PORT=0", StringComparison.Ordinal), cancellation);
            var project = root.CreateSubdirectory("McpAspire.Server").FullName;
            await File.WriteAllTextAsync(Path.Combine(project, "McpAspire.Server.csproj"), string.Empty, cancellation);
            var start = ProgramUnderTest.Command("McpAspire.Server");
            start.WorkingDirectory = project;
            var profile = await File.ReadAllTextAsync(
                Repository.PathOf("McpAspire.Server", "Properties", "launchSettings.json"), cancellation);
            var variables = JsonNode.Parse(profile)!["profiles"]!["McpAspire.Server"]!["environmentVariables"]!.AsObject();

            await using var server = ProgramUnderTest.Start(
                start, variables.Select(static variable => (variable.Key, (string)variable.Value!)));

            Assert.NotEqual(0, (await server.ListeningAsync(cancellation)).Port);
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Reports_a_port_in_use_and_exits()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var port = ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
        var server = await ProgramUnderTest.RunAsync(
            "McpAspire.Server",
            [
                ("HOST", "127.0.0.1"),
                ("PORT", $"{port}"),
                ("BACKEND_API_URL", "http://127.0.0.1:9"),
                ("ASPNETCORE_ENVIRONMENT", "Development"),
            ]);

        Assert.Equal(1, server.ExitCode);
        Assert.StartsWith(
            $"McpAspire.Server cannot listen: http://127.0.0.1:{port}: Address already in use.", server.Error, StringComparison.Ordinal);
    }
}
