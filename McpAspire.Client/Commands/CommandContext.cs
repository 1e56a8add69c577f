using System.CommandLine;
using McpAspire.Client.Commands.Output;

namespace McpAspire.Client.Commands;

/// <summary>What every command is given: where it writes, the shared options, and the way to the client's services.</summary>
/// <param name="Console">Where it writes and reads.</param>
/// <param name="Options">The shared options.</param>
/// <param name="Configure">Changes the program before its settings are read; tests do.</param>
internal sealed record CommandContext(CommandConsole Console, SharedOptions Options, Action<WebApplicationBuilder>? Configure = null)
{
    /// <summary>The client with the settings of the environment, and those of the command line over them.</summary>
    public WebApplicationBuilder CreateBuilder(ParseResult command)
    {
        var builder = WebApplication.CreateBuilder();
        Configure?.Invoke(builder);
        builder.Configuration.AddInMemoryCollection(Options.ToSettings(command));
        builder.AddClient();

        // Standard output belongs to the result, and a failure is one line, not one more in a log. What is left are the client's own warnings.
        builder.Logging.ClearProviders()
            .AddConsole(static console => console.LogToStandardErrorThreshold = LogLevel.Trace)
            .AddFilter<Microsoft.Extensions.Logging.Console.ConsoleLoggerProvider>(static (category, level) =>
                level >= LogLevel.Warning && category is not null && category.StartsWith("McpAspire.", StringComparison.Ordinal));
        return builder;
    }

    /// <summary>The client's services for one command, without the worker; nothing is started, and nothing is listened on.</summary>
    /// <exception cref="CommandException">A setting is wrong.</exception>
    public CommandHost CreateHost(ParseResult command) => new(CreateBuilder(command).Build());
}
