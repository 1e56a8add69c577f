using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace McpAspire.AppHost;

/// <summary>Creates the AppHost's builder: isolated from the developer's shell, with the ports of the command line.</summary>
internal static class LocalRun
{
    private const string PortOption = "port";

    /// <summary>The launch profile's addresses of the dashboard, its OTLP endpoint and its resource service.</summary>
    private static readonly string[] DashboardAddresses =
    [
        "ASPNETCORE_URLS", "ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", "ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL",
    ];

    /// <summary>Refuses a command, which the configuration would ignore.</summary>
    /// <returns>Whether there was one; it is named on standard error.</returns>
    public static bool RefuseUnknownCommand(string[] args)
    {
        if (args is not [var first, ..] || first.StartsWith('-') || first.Contains('=', StringComparison.Ordinal))
        {
            return false;
        }

        Console.Error.WriteLine($"error: unknown command '{first}'; there are no commands. Options are --port N and those of Aspire.");
        return true;
    }

    /// <summary>
    /// Creates the builder. The programs inherit the environment, so variables with the name of one of their settings are removed first.
    /// With <c>--port</c>, the launch profile's addresses are removed too: Aspire then chooses free ports.
    /// </summary>
    public static IDistributedApplicationBuilder CreateBuilder(string[] args)
    {
        var hasPort = new ConfigurationBuilder().AddCommandLine(args).Build()[PortOption] is not null;
        var removed = hasPort ? [.. ProgramSettings.Names, .. DashboardAddresses] : ProgramSettings.Names;
        foreach (var name in Environment.GetEnvironmentVariables().Keys.Cast<string>())
        {
            if (removed.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                Environment.SetEnvironmentVariable(name, null);
            }
        }

        var builder = DistributedApplication.CreateBuilder(args);
        // Hides requests of the dashboard, and the warning about data protection keys that appears once per machine.
        builder.Services.AddLogging(static logging => logging.AddFilter("Microsoft.AspNetCore", LogLevel.Error));
        return builder;
    }

    /// <summary>The value of <c>--port</c> in run mode.</summary>
    public static string? ChosenPort(this IDistributedApplicationBuilder builder) =>
        builder.ExecutionContext.IsRunMode ? builder.Configuration[PortOption] : null;

    /// <summary>A port below those of outgoing connections, one of which could take it before the program listens.</summary>
    public static int FreePort()
    {
        while (true)
        {
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, RandomNumberGenerator.GetInt32(20_000, 32_000));
                listener.Start();
                return ((IPEndPoint)listener.LocalEndpoint).Port;
            }
            catch (SocketException)
            {
                // Another program has it.
            }
        }
    }

    /// <summary>Runs the application until it is stopped.</summary>
    /// <returns>The exit code: 1, after one line on standard error, if a port cannot be used.</returns>
    public static async Task<int> RunAsync(this IDistributedApplicationBuilder builder)
    {
        if (FindPortProblem(builder) is { } problem)
        {
            await Console.Error.WriteLineAsync($"error: {problem}");
            return 1;
        }

        await builder.Build().RunAsync();
        return 0;
    }

    // Aspire does not report that another program uses the port of a resource, whose responses clients would get.
    private static string? FindPortProblem(IDistributedApplicationBuilder builder)
    {
        if (builder.ChosenPort() is { } text && !(ushort.TryParse(text, CultureInfo.InvariantCulture, out var chosen) && chosen > 0))
        {
            return $"--port must be 1 to 65535; it is '{text}'";
        }

        if (builder.ExecutionContext.IsPublishMode || builder.Configuration.GetValue<bool>("DcpPublisher:RandomizePorts"))
        {
            return null;
        }

        var ofResources = builder.Resources.SelectMany(static resource =>
            resource.Annotations.OfType<EndpointAnnotation>().Select(endpoint => (resource.Name, endpoint.Port ?? 0)));
        var ofDashboard = DashboardAddresses.SelectMany(name => builder.Configuration[name]?.Split(';') ?? [])
            .Select(static url => ("the dashboard", Uri.TryCreate(url, UriKind.Absolute, out var address) ? address.Port : 0));
        var listeners = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners();
        (string Name, int Port)[] needed = [.. ofResources, .. ofDashboard];
        var (name, port) = needed.FirstOrDefault(one => listeners.Any(listener => listener.Port == one.Port));
        return name is null
            ? null
            : $"port {port} of {name} is taken (ss -ltnp 'sport = :{port}' shows the process); --port N uses other ports";
    }
}
