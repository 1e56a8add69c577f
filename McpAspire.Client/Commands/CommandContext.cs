using System.CommandLine;
using McpAspire.Client.Hosting;
using McpAspire.Client.Terminal;
using Microsoft.Extensions.Logging.Console;

namespace McpAspire.Client.Commands;

/// <summary>The console, shared options and services of a command.</summary>
/// <param name="Console">The console of the command.</param>
/// <param name="Options">The shared options.</param>
/// <param name="Configure">Changes the configuration before settings are read; for tests.</param>
internal sealed record CommandContext(CommandConsole Console, SharedOptions Options, Action<IConfigurationManager>? Configure = null)
{
    /// <summary>The services of one command: settings, identity and connection, without a web server, telemetry or the worker.</summary>
    /// <param name="command">The command line, whose options take precedence over settings.</param>
    /// <param name="settings">Settings that take precedence over both.</param>
    /// <exception cref="CommandException">An option or a setting is wrong.</exception>
    public CommandHost CreateHost(ParseResult command, params IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var configuration = new ConfigurationManager();
        configuration.AddHostVariables();
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings
        {
            Configuration = configuration,
            ContentRootPath = Directory.GetCurrentDirectory(),
            DisableDefaults = true,
        });
        configuration.AddEnvironmentVariables();
        Configure?.Invoke(configuration);
        configuration.AddInMemoryCollection(Options.ToSettings(command));
        configuration.AddInMemoryCollection(settings);
        builder.AddCommandServices();
        builder.AddRequestHeaders(Options.ToHeaders(command, configuration));

        // Standard output is for the result; standard error is for the error line and the client's warnings.
        builder.Logging.AddConsole(static console => console.LogToStandardErrorThreshold = LogLevel.Trace)
            .AddFilter<ConsoleLoggerProvider>(static (category, level) =>
                level >= LogLevel.Warning && category?.StartsWith("McpAspire.", StringComparison.Ordinal) == true);
        return new CommandHost(builder.Build());
    }
}
