using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace McpAspire.ServiceDefaults.Settings;

/// <summary>Runs a service. A failed startup is one message and an exit code, not a stack trace.</summary>
public static class StartupExtensions
{
    /// <summary>Checks the settings, maps the routes and runs <paramref name="app"/> until it is stopped.</summary>
    /// <param name="app">The built service.</param>
    /// <param name="map">Adds middleware and routes, after the settings have been validated.</param>
    /// <param name="portSettings">The settings of further ports, on the loopback address.</param>
    /// <returns>0 after a normal shutdown; 1 for invalid settings or an address in use, with the reason on standard error.</returns>
    public static async Task<int> RunToExitCodeAsync(
        this WebApplication app, Action<WebApplication> map, params IReadOnlyList<string> portSettings)
    {
        ArgumentNullException.ThrowIfNull(app);
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(portSettings);
        var name = app.Environment.ApplicationName;
        try
        {
            // Before the host starts, which would log the same failures with stack traces.
            app.Services.GetService<IStartupValidator>()?.Validate();
            ThrowIfInUse(ListenUrls.In(app.Configuration));
            ThrowIfInUse(
            [
                .. portSettings.Select(setting => app.Configuration[setting]).Where(static port => !string.IsNullOrEmpty(port))
                    .Select(static port => $"https://localhost:{port}"),
            ]);
            if (app.Configuration["Diagnostics:Port"] is { Length: > 0 } port)
            {
                ThrowIfInUse([ListenUrls.Of(ListenUrls.DefaultHost(app.Environment), port)]);
            }

            map(app);
            await app.RunAsync();
            return 0;
        }
        catch (Exception exception) when (Describe(exception, name) is { } problem)
        {
            await Console.Error.WriteLineAsync(problem);
            return 1;
        }
    }

    /// <summary>Refuses arguments that are neither a command nor settings, which the configuration would ignore.</summary>
    /// <returns>Whether one was refused, with a message on standard error.</returns>
    public static bool RefuseUnknownArguments(string[] arguments, params IReadOnlyList<string> commands)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(commands);
        if ((arguments is [var first, ..] && commands.Contains(first)) || FindUnknown(arguments) is not { } unknown)
        {
            return false;
        }

        var known = commands.Count == 0 ? "there are no commands" : $"commands: {string.Join(", ", commands)}";
        var kind = unknown.StartsWith('-') ? "argument" : "command";
        Console.Error.WriteLine($"{AppDomain.CurrentDomain.FriendlyName}: unknown {kind} '{unknown}'; {known}. Settings are --NAME=value.");
        return true;
    }

    private static string? FindUnknown(string[] arguments)
    {
        for (var index = 0; index < arguments.Length; index++)
        {
            var argument = arguments[index];
            var isOption = argument.StartsWith("--", StringComparison.Ordinal);
            if (argument.Contains('=', StringComparison.Ordinal) && (isOption || !argument.StartsWith('-')))
            {
                continue;
            }

            if (!isOption || index + 1 == arguments.Length || arguments[index + 1].StartsWith('-'))
            {
                return argument;
            }

            // The value of the option.
            index++;
        }

        return null;
    }

    /// <summary>The messages about invalid settings; none if the program can start.</summary>
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

    /// <summary>Binds each address once, because Kestrel and the host would each log a failure with a stack trace.</summary>
    /// <exception cref="IOException">An address cannot be bound.</exception>
    private static void ThrowIfInUse(string[] urls)
    {
        foreach (var url in urls)
        {
            var address = Parse(url);
            if (address.Port == 0)
            {
                continue;
            }

            try
            {
                using var listener = new TcpListener(AddressOf(address.Host), address.Port);
                listener.Start();
            }
            catch (SocketException exception)
            {
                throw new IOException($"{url}: {exception.Message}", exception);
            }
        }
    }

    private static BindingAddress Parse(string url)
    {
        try
        {
            return BindingAddress.Parse(url);
        }
        catch (FormatException exception)
        {
            throw new IOException($"{url}: not a URL with a host and a port", exception);
        }
    }

    private static IPAddress AddressOf(string host) =>
        host == "localhost" ? IPAddress.Loopback : IPAddress.TryParse(host, out var address) ? address : IPAddress.Any;

    private static string? Describe(Exception exception, string application) => exception switch
    {
        _ when Failures(exception) is { } failures =>
            string.Join($"{Environment.NewLine}  - ", [$"{application} cannot start; these settings are wrong:", .. failures]),
        IOException { InnerException: not null } or SocketException =>
            $"{application} cannot listen: {exception.Message.TrimEnd('.')}. "
                + Advise(exception.InnerException),
        _ => null,
    };

    private static string Advise(Exception? cause) => cause switch
    {
        FormatException => "Correct ASPNETCORE_URLS.",
        SocketException { SocketErrorCode: SocketError.AddressNotAvailable } => "Set HOST to an address of this machine.",
        SocketException { SocketErrorCode: SocketError.AccessDenied } => "Set another PORT: those below 1024 need a privilege.",
        _ => "Set another PORT, or stop the process that uses it.",
    };

    private static IEnumerable<string>? Failures(Exception exception) => exception switch
    {
        OptionsValidationException options => options.Failures.Distinct(),
        AggregateException several when several.InnerExceptions.All(inner => inner is OptionsValidationException) =>
            several.InnerExceptions.Cast<OptionsValidationException>().SelectMany(inner => inner.Failures).Distinct(),
        _ => null,
    };
}
