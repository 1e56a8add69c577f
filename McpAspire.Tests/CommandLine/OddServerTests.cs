using McpAspire.Testing.Fuzzing;
using Microsoft.Extensions.Configuration;

namespace McpAspire.Tests.CommandLine;

/// <summary>
/// Whatever the server replies, every command writes a result, or one line with an exit code, without unescaped text of the server.
/// <c>ODD_SEEDS</c> sets the number of mutated servers per command.
/// </summary>
[Trait("Category", "Integration")]
public sealed class OddServerTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    private const int ProgramRuns = 20;

    private static readonly int Seeds = new ConfigurationBuilder().AddEnvironmentVariables().Build().GetValue("ODD_SEEDS", 100);

    public static TheoryData<string> Commands => [.. OddServerRun.Commands];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task A_command_writes_a_result_or_one_line(string command) =>
        Assert.Empty(await OddServerRun.RunAsync(server.Endpoint, command, Enumerable.Range(1, Seeds), Cancellation));

    [Fact]
    public async Task The_program_writes_a_result_or_one_line()
    {
        string[] commands = ["tools", "call list_users", "doctor", $"contract check --contract {OddServerRun.ClientContract}"];
        foreach (var seed in Enumerable.Range(1000, ProgramRuns))
        {
            await using var odd = await MutatingServer.StartAsync(server.Endpoint, seed);
            string[] arguments = [.. commands[seed % commands.Length].Split(' '), "--server", odd.Address.ToString(), "--timeout", "5"];
            var run = await ProgramUnderTest.RunAsync("McpAspire.Client", [("ASPNETCORE_ENVIRONMENT", "Development")], arguments);

            Assert.True(
                OddServerRun.FindProblem(run) is null,
                $"seed {seed}, {string.Join(' ', arguments)}: {OddServerRun.FindProblem(run)}\n{run.ExitCode}\n{run.Output}\n{run.Error}");
        }
    }
}
