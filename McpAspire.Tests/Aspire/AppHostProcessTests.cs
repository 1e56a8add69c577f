using System.Globalization;
using System.Net;
using System.Net.Sockets;
using McpAspire.AppHost;
using McpAspire.Client.Hosting;
using McpAspire.MockBackend.Authentication;
using McpAspire.MockBackend.Entra;
using McpAspire.MockBackend.Faults;
using McpAspire.MockBackend.Store;
using McpAspire.Server;
using McpAspire.ServiceDefaults.Health;
using McpAspire.ServiceDefaults.Settings;
using McpAspire.ServiceDefaults.Telemetry;

namespace McpAspire.Tests.Aspire;

/// <summary>The AppHost as a process: ports, the shell's environment, and shutdown. Linux only: the tests read /proc.</summary>
[Trait("Category", "Aspire")]
public sealed class AppHostProcessTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_systems_run_side_by_side_and_each_signal_stops_one_with_all_its_processes()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The test reads /proc.");
        var leaked = ProgramSettings.Names.Append("host").ToDictionary(static name => name, static _ => "evil");
        var (firstPort, secondPort) = (FreePort(), FreePort());
        await using var first = await AppHostProcess.StartSystemAsync(firstPort, leaked, Cancellation);
        await using var second = await AppHostProcess.StartSystemAsync(secondPort, [], Cancellation);
        Assert.True(first.FindProcesses().Count >= 4);

        await using (var third = AppHostProcess.Start("--port", firstPort.ToString(CultureInfo.InvariantCulture)))
        {
            Assert.Equal(1, await third.WaitForExitAsync(Cancellation));
            var line = Assert.Single(third.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
            Assert.StartsWith($"error: port {firstPort} of mcp-server is taken", line, StringComparison.Ordinal);
        }

        await StopAsync(first, "INT");
        Assert.True(await AppHostProcess.IsReadyAsync(secondPort, Cancellation));
        await StopAsync(second, "TERM");
    }

    [Fact]
    public async Task The_children_stop_when_the_AppHost_is_killed()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The test reads /proc.");
        await using var appHost = await AppHostProcess.StartSystemAsync(FreePort(), [], Cancellation);

        await appHost.SignalAsync("KILL", Cancellation);

        await appHost.WaitUntilNothingIsLeftAsync(Cancellation);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("65536")]
    [InlineData("http")]
    public async Task A_port_that_does_not_exist_is_one_message(string port)
    {
        await using var appHost = AppHostProcess.Start("--port", port);

        Assert.Equal(1, await appHost.WaitForExitAsync(Cancellation));
        Assert.Equal($"error: --port must be 1 to 65535; it is '{port}'", appHost.Output.Trim());
    }

    [Fact]
    public void The_AppHost_removes_every_setting_of_the_programs_from_its_environment()
    {
        SettingAlias[] aliases =
        [
            .. ServerSettings.Aliases, .. ClientSettings.Aliases,
            .. LoggingOptions.Aliases, .. ReadinessOptions.Aliases, .. DiagnosticsOptions.Aliases,
            StoreExtensions.DirectoryAlias, FaultExtensions.RuleAlias, LocalEntraExtensions.PortAlias, .. AuthenticationExtensions.Aliases,
        ];

        Assert.Equal(aliases.Select(static alias => alias.EnvironmentName).Distinct().Order(StringComparer.Ordinal), ProgramSettings.Names);
    }

    private static async Task StopAsync(AppHostProcess appHost, string signal)
    {
        await appHost.SignalAsync(signal, Cancellation);
        Assert.Equal(0, await appHost.WaitForExitAsync(Cancellation));
        await appHost.WaitUntilNothingIsLeftAsync(Cancellation);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
