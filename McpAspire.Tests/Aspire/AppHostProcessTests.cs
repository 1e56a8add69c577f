using System.Globalization;
using McpAspire.AppHost;
using McpAspire.Client.Hosting;
using McpAspire.MockBackend.Authentication;
using McpAspire.MockBackend.Entra;
using McpAspire.MockBackend.Store;
using McpAspire.Server;
using McpAspire.ServiceDefaults.Health;
using McpAspire.ServiceDefaults.Logging;
using McpAspire.ServiceDefaults.Settings;
using McpAspire.ServiceDefaults.Telemetry;

namespace McpAspire.Tests.Aspire;

/// <summary>The AppHost as a process: ports, the shell's environment, and shutdown. Linux only: the tests read /proc.</summary>
[Trait("Category", "Aspire")]
public sealed class AppHostProcessTests
{
    [Fact]
    public async Task Systems_run_side_by_side_and_each_signal_stops_one_with_all_its_processes()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The test reads /proc.");
        int[] ports = [LocalRun.FreePort(), LocalRun.FreePort(), LocalRun.FreePort()];
        var leaked = ProgramSettings.Names.Append("host").ToDictionary(static name => name, static _ => "evil");
        await using var first = AppHostProcess.Start(leaked, "--port", Text(ports[0]));
        await using var second = AppHostProcess.Start("--port", Text(ports[1]));
        await using var third = AppHostProcess.Start("--port", Text(ports[2]));
        await Task.WhenAll(
            first.WaitUntilReadyAsync(ports[0], Cancellation),
            second.WaitUntilReadyAsync(ports[1], Cancellation),
            third.WaitUntilReadyAsync(ports[2], Cancellation));
        Assert.True(first.FindProcesses().Count >= 4);

        await using (var late = AppHostProcess.Start("--port", Text(ports[0])))
        {
            Assert.Equal(1, await late.WaitForExitAsync(Cancellation));
            var line = Assert.Single(late.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
            Assert.StartsWith($"error: port {ports[0]} of mcp-server is taken", line, StringComparison.Ordinal);
        }

        await StopAsync(first, "INT", 0);
        Assert.True(await AppHostProcess.IsReadyAsync(ports[1], Cancellation));
        await Task.WhenAll(StopAsync(second, "TERM", 0), StopAsync(third, "KILL", 128 + 9));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("65536")]
    [InlineData("http")]
    public async Task An_invalid_port_is_one_message(string port)
    {
        await using var appHost = AppHostProcess.Start("--port", port);

        Assert.Equal(1, await appHost.WaitForExitAsync(Cancellation));
        Assert.Equal($"error: --port must be 1 to 65535; it is '{port}'", appHost.Output.Trim());
    }

    [Fact]
    public async Task An_unknown_command_is_one_message()
    {
        await using var appHost = AppHostProcess.Start("docter");

        Assert.Equal(2, await appHost.WaitForExitAsync(Cancellation));
        Assert.StartsWith("error: unknown command 'docter'; there are no commands.", appHost.Output.Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_AppHost_removes_every_setting_of_the_programs_from_its_environment()
    {
        SettingAlias[] aliases =
        [
            .. ServerSettings.Aliases, .. ClientSettings.Aliases,
            .. LoggingOptions.Aliases, .. ReadinessOptions.Aliases, .. DiagnosticsOptions.Aliases,
            StoreExtensions.DirectoryAlias, LocalEntraExtensions.PortAlias, .. AuthenticationExtensions.Aliases,
        ];

        Assert.Equal(aliases.Select(static alias => alias.EnvironmentName).Distinct().Order(StringComparer.Ordinal), ProgramSettings.Names);
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);

    private static async Task StopAsync(AppHostProcess appHost, string signal, int exitCode)
    {
        await appHost.SignalAsync(signal);
        Assert.Equal(exitCode, await appHost.WaitForExitAsync(Cancellation));
        await appHost.WaitUntilNothingIsLeftAsync(Cancellation);
    }
}
