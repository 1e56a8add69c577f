namespace McpAspire.Tests.CommandLine;

/// <summary>The command line without a server.</summary>
[Trait("Category", "Integration")]
public sealed class CommandLineTests
{
    private static readonly Uri Nowhere = new("http://127.0.0.1:1");

    [Theory]
    [InlineData("tols", "unknown argument 'tols'. Did you mean 'tools'? 'McpAspire.Client --help' shows the usage.")]
    [InlineData("xyz", "unknown argument 'xyz'. 'McpAspire.Client --help' shows the usage.")]
    [InlineData(
        "tools --serverr http://localhost",
        "unknown argument '--serverr'. Did you mean '--server'? 'McpAspire.Client tools --help' shows the usage.")]
    [InlineData(
        "tools --server localhost",
        "--server must be an absolute http or https URL, such as http://localhost:8000; it is 'localhost'. 'McpAspire.Client tools --help' "
            + "shows the usage.")]
    [InlineData(
        "tools --server ftp://localhost",
        "--server must be an absolute http or https URL, such as http://localhost:8000; it is 'ftp://localhost'. 'McpAspire.Client tools "
            + "--help' shows the usage.")]
    [InlineData("tools --timeout 0", "--timeout must be 0.1 to 300; it is '0'. 'McpAspire.Client tools --help' shows the usage.")]
    [InlineData("tools --timeout soon", "--timeout must be 0.1 to 300; it is 'soon'. 'McpAspire.Client tools --help' shows the usage.")]
    [InlineData("call", "Required argument 'TOOL' missing for command: 'call'. 'McpAspire.Client call --help' shows the usage.")]
    [InlineData(
        "call --user-id 1 get_user_profile",
        "Put the tool's name before '--user-id'. 'McpAspire.Client call --help' shows the usage.")]
    [InlineData(
        "load list_users", "load needs a limit: --calls N, --duration SECONDS or both. 'McpAspire.Client load --help' shows the usage.")]
    [InlineData(
        "load list_users --calls 1000001",
        "--calls must be a whole number, 1 to 1000000; it is '1000001'. 'McpAspire.Client load --help' shows the usage.")]
    [InlineData(
        "load list_users --calls 1.5",
        "--calls must be a whole number, 1 to 1000000; it is '1.5'. 'McpAspire.Client load --help' shows the usage.")]
    [InlineData(
        "load list_users --duration 3601", "--duration must be 0.1 to 3600; it is '3601'. 'McpAspire.Client load --help' shows the usage.")]
    [InlineData(
        "load list_users --calls 1 --connections 65",
        "--connections must be a whole number, 1 to 64; it is '65'. 'McpAspire.Client load --help' shows the usage.")]
    [InlineData(
        "load list_users --calls 1 --rate 10001",
        "--rate must be 0.1 to 10000; it is '10001'. 'McpAspire.Client load --help' shows the usage.")]
    [InlineData(
        "doctor --subjct x", "unknown argument '--subjct'. Did you mean '--subject'? 'McpAspire.Client doctor --help' shows the usage.")]
    public async Task A_wrong_command_line_is_one_line_and_code_3(string arguments, string expected)
    {
        var run = await CommandRun.RunAsync(Nowhere, arguments.Split(' '));

        Assert.Equal((3, string.Empty, $"McpAspire.Client: {expected}\n"), (run.ExitCode, run.Output, run.Error));
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("tools --help")]
    [InlineData("call --help")]
    [InlineData("load --help")]
    [InlineData("doctor --help")]
    public async Task Help_needs_no_server_and_fits_80_columns(string arguments)
    {
        var run = await CommandRun.RunAsync(Nowhere, arguments.Split(' '));

        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        AssertPlain(run);
        Assert.Contains("--help", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_invalid_setting_is_one_line_and_exit_code_3()
    {
        var run = await CommandRun.RunAsync(
            Nowhere, TextReader.Null, [("DISCOVERY_TIMEOUT", "9999"), ("Connection:CallTimeout", "x")], "tools");

        Assert.Equal((3, string.Empty), (run.ExitCode, run.Output));
        Assert.StartsWith("McpAspire.Client: wrong settings: ", run.Error, StringComparison.Ordinal);
        Assert.Contains(
            "DISCOVERY_TIMEOUT (Connection:DiscoveryTimeout) must be 0.1 to 300 seconds; it is '9999'.",
            run.Error,
            StringComparison.Ordinal);
        Assert.Contains("Connection:CallTimeout", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>No escape sequences, at most 80 columns, and no trailing spaces.</summary>
    internal static void AssertPlain(ProgramRun run)
    {
        Assert.DoesNotContain(run.Output, static character => char.IsControl(character) && character != '\n');
        Assert.All(run.Output.Split('\n'), static line =>
        {
            Assert.True(line.Length <= 80, line);
            Assert.Equal(line.TrimEnd(' '), line);
        });
    }
}
