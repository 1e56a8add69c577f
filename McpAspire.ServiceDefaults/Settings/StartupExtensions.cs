using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace McpAspire.ServiceDefaults.Settings;

/// <summary>Runs a service; what keeps it from starting is one message and an exit code, not a stack trace.</summary>
public static class StartupExtensions
{
    /// <summary>Checks the settings, maps the routes, runs <paramref name="app"/> until it is told to stop, and gives the exit code.</summary>
    /// <param name="app">The built service.</param>
    /// <param name="map">Adds middleware and routes. It may use the settings: they are right by then.</param>
    /// <returns>0 after a normal end; 1 if a setting is wrong or an address cannot be listened on, with the reason on standard error.</returns>
    public static async Task<int> RunToExitCodeAsync(this WebApplication app, Action<WebApplication> map)
    {
        ArgumentNullException.ThrowIfNull(app);
        ArgumentNullException.ThrowIfNull(map);
        var name = app.Environment.ApplicationName;
        try
        {
            // Before anything reads them, and before the host starts: it would log the same failure a second time, with its stack.
            app.Services.GetService<IStartupValidator>()?.Validate();
            map(app);
            await app.RunAsync();
            return 0;
        }
        catch (Exception exception) when (Describe(exception, name) is not null)
        {
            await Console.Error.WriteLineAsync(Describe(exception, name));
            return 1;
        }
    }

    /// <summary>What is wrong with the settings, a message each; none if the program can start with them.</summary>
    internal static IReadOnlyList<string> WrongSettings(this IServiceProvider services)
    {
        try
        {
            services.GetService<IStartupValidator>()?.Validate();
            return [];
        }
        catch (Exception exception) when (Failures(exception) is not null)
        {
            return [.. Failures(exception)!];
        }
    }

    private static string? Describe(Exception exception, string application) => exception switch
    {
        _ when Failures(exception) is { } failures => Settings(failures, application),
        IOException { InnerException: not null } or SocketException => $"{application} cannot listen: {exception.Message} Set another PORT, or end the process that uses it.",
        _ => null,
    };

    private static IEnumerable<string>? Failures(Exception exception) => exception switch
    {
        OptionsValidationException options => options.Failures.Distinct(),
        AggregateException several when several.InnerExceptions.All(inner => inner is OptionsValidationException) =>
            several.InnerExceptions.Cast<OptionsValidationException>().SelectMany(inner => inner.Failures).Distinct(),
        _ => null,
    };

    private static string Settings(IEnumerable<string> failures, string application) =>
        $"{application} cannot start; these settings are wrong:{string.Concat(failures.Select(failure => $"{Environment.NewLine}  - {failure}"))}";
}
