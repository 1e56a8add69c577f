using System.Text.Json.Nodes;
using McpAspire.Tests.Client;

namespace McpAspire.Tests.CommandLine;

/// <summary>The program as a process with redirected output.</summary>
[Trait("Category", "Integration")]
public sealed class ProgramTests
{
    private const string Program = "McpAspire.Client";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Separates_results_from_other_output()
    {
        await using var fake = await FakeMcpServer.StartAsync();

        var tools = await RunAsync(fake.Address, "tools");
        var call = await RunAsync(fake.Address, "call", "list_users");
        var failed = await RunAsync(fake.Address, "call", "nothing");

        Assert.Equal((0, string.Empty), (tools.ExitCode, tools.Error));
        CommandLineTests.AssertPlain(tools);
        Assert.Equal((0, string.Empty, 50), (call.ExitCode, call.Error, (int)JsonNode.Parse(call.Output)!["total"]!));
        Assert.Equal((3, string.Empty), (failed.ExitCode, failed.Output));
    }

    [Fact]
    public async Task Reports_an_unavailable_server_in_one_line()
    {
        var run = await RunAsync(new("http://127.0.0.1:1"), "tools");

        Assert.Equal((3, string.Empty), (run.ExitCode, run.Output));
        Assert.StartsWith(
            "McpAspire.Client: http://127.0.0.1:1/mcp: no service responds at this address. ", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public async Task The_command_line_overrides_the_environment()
    {
        await using var fake = await FakeMcpServer.StartAsync();

        var run = await RunAsync(new("http://127.0.0.1:1"), "tools", "--server", fake.Address.ToString());

        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task Reads_arguments_from_a_pipe()
    {
        await using var fake = await FakeMcpServer.StartAsync();
        await using var program = Start(fake.Address, "call", "list_users", "--input", "-");

        await program.Input.WriteAsync("""{"limit":7}""");
        program.Input.Close();

        Assert.Equal(0, await program.ExitedAsync(Cancellation));
        Assert.Equal("""{"limit":7}""", fake.Calls.Single().Arguments.GetRawText());
    }

    [Fact]
    public async Task Reports_partial_results_when_interrupted()
    {
        await using var fake = await FakeMcpServer.StartAsync();
        fake.Gate = Task.Delay(Timeout.Infinite, Cancellation);
        await using var program = Start(
            fake.Address, "load", "list_users", "--duration", "600", "--connections", "2", "--allow-writes", "--json", "--timeout", "300");
        await fake.Called.WaitAsync(Patience, Cancellation);

        await program.SignalAsync("INT");

        Assert.Equal(1, await program.ExitedAsync(Cancellation));
        var report = JsonNode.Parse(program.Output)!;
        Assert.True((bool)report["interrupted"]!);
        Assert.Equal(0, (int)report["calls"]!);
        Assert.InRange((int)report["abandoned"]!, 1, 2);
    }

    [Theory]
    [InlineData(false, "Development")]
    [InlineData(true, "Production")]
    public async Task Is_in_Development_unless_it_runs_in_a_container(bool isInContainer, string environment)
    {
        var start = ProgramUnderTest.Command(Program, "doctor");
        Array.ForEach(
            ["ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT", "DOTNET_RUNNING_IN_CONTAINER"], name => start.Environment.Remove(name));
        await using var doctor = ProgramUnderTest.Start(start, isInContainer ? [("DOTNET_RUNNING_IN_CONTAINER", "true")] : null);

        await doctor.ExitedAsync(Cancellation);

        Assert.StartsWith($"McpAspire.Client doctor, {environment}\n", doctor.Output, StringComparison.Ordinal);
    }

    private static Task<ProgramRun> RunAsync(Uri server, params string[] arguments) =>
        ProgramUnderTest.RunAsync(Program, [("MCP_SERVER_URL", server.ToString())], arguments)
            .WaitAsync(Patience, Cancellation);

    private static ProgramUnderTest Start(Uri server, params string[] arguments)
    {
        var start = ProgramUnderTest.Command(Program, arguments);
        start.RedirectStandardInput = true;
        return ProgramUnderTest.Start(start, [("MCP_SERVER_URL", server.ToString())]);
    }
}
