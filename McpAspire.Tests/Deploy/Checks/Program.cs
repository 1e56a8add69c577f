using System.Reflection;
using McpAspire.Client.Hosting;
using McpAspire.MockBackend.Authentication;
using McpAspire.MockBackend.Entra;
using McpAspire.MockBackend.Store;
using McpAspire.Server;
using McpAspire.Server.Hosting;
using McpAspire.ServiceDefaults;
using McpAspire.ServiceDefaults.Health;
using McpAspire.ServiceDefaults.Logging;
using McpAspire.ServiceDefaults.Settings;
using McpAspire.ServiceDefaults.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace McpAspire.Tests.Deploy.Checks;

/// <summary>The settings and the port of a chart's program, read from the program.</summary>
/// <param name="Assembly">The program's name.</param>
/// <param name="PortVariable">The variable that names the port it listens on.</param>
/// <param name="DefaultPort">The port without that variable.</param>
/// <param name="Aliases">The flat environment names that it reads.</param>
internal sealed record Program(string Assembly, string PortVariable, long DefaultPort, IReadOnlyList<SettingAlias> Aliases)
{
    /// <summary>The default port in .NET's container images.</summary>
    private const long ImagePort = 8080;

    private static readonly Dictionary<string, Program> Programs = new(StringComparer.Ordinal)
    {
        ["mcp-server"] = new("McpAspire.Server", "PORT", AddressOptions.DefaultPort, ServerSettings.Aliases),
        ["mcp-client"] = new("McpAspire.Client", "HEALTH_PORT", HealthPortOptions.DefaultPort, ClientSettings.Aliases),
        ["backend"] = new("McpAspire.MockBackend", "ASPNETCORE_HTTP_PORTS", ImagePort,
            [StoreExtensions.DirectoryAlias, LocalEntraExtensions.PortAlias,
                .. AuthenticationExtensions.Aliases]),
    };

    /// <summary>The settings of the program as environment variables: by their flat names, or as <c>Section__Property</c>.</summary>
    public IReadOnlySet<string> Settings { get; } = ReadSettings(
        Assembly, [.. Aliases, .. LoggingOptions.Aliases, .. ReadinessOptions.Aliases, .. DiagnosticsOptions.Aliases]);

    public static Program Of(string chart) => Programs[chart];

    /// <summary>The program's port with these variables.</summary>
    public string PortIn(IReadOnlyDictionary<string, string?> environment) =>
        environment.GetValueOrDefault(PortVariable) ?? $"{DefaultPort}";

    /// <summary>The shutdown timeout of the program's host with these variables, including the drain, in seconds.</summary>
    public static double ShutdownTime(IEnumerable<KeyValuePair<string, string?>> environment)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(
            environment.Where(static variable => ReadinessOptions.Aliases.Any(alias => alias.EnvironmentName == variable.Key)));
        builder.AddServiceDefaults();
        using var app = builder.Build();
        return app.Services.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout.TotalSeconds;
    }

    private static HashSet<string> ReadSettings(string assembly, IReadOnlyList<SettingAlias> aliases) =>
    [
        .. aliases.Select(static alias => alias.EnvironmentName),
        .. from type in System.Reflection.Assembly.Load(assembly).GetTypes().Append(typeof(LoggingOptions)).Append(typeof(ReadinessOptions))
            .Append(typeof(DiagnosticsOptions))
           let section = type.GetField("SectionName", BindingFlags.Public | BindingFlags.Static)?.GetRawConstantValue() as string
           where section is not null
           from property in type.GetProperties()
           where property.CanWrite && !aliases.Any(alias => alias.Key == $"{section}:{property.Name}")
           select $"{section}__{property.Name}",
    ];
}
