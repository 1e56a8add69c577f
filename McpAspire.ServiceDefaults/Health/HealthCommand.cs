using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace McpAspire.ServiceDefaults.Health;

/// <summary>The command <c>health</c>: asks the program that runs beside it whether it is alive. For the health checks of images without a shell and curl.</summary>
public static class HealthCommand
{
    /// <summary>The first argument of the command line.</summary>
    public const string Name = "health";

    private const string LivePath = "/health/live";
    private const int UsageError = 2;

    /// <summary>With the start of the process, an answer is there within 3 seconds.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    /// <summary>Asks /health/live where the program's own settings say that it listens, and writes one line. Nothing is started, and nothing is listened on.</summary>
    /// <param name="builder">The program as it would run.</param>
    /// <param name="arguments">What stands behind <see cref="Name"/>.</param>
    /// <param name="url">Where the program listens, if it does not leave that to the framework; it may give <see langword="null"/> where the settings do not say.</param>
    /// <returns>0 if it is alive, 1 if not, 2 if there is an argument.</returns>
    public static async Task<int> RunHealthAsync(this WebApplicationBuilder builder, string[] arguments, Func<IServiceProvider, string?>? url = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(arguments);
        var program = builder.Environment.ApplicationName;
        if (arguments is not [])
        {
            await Console.Error.WriteLineAsync($"{program}: unknown arguments. Usage: {Name}");
            return UsageError;
        }

        // Standard output belongs to the one line.
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        if (AddressOf(url is null ? FrameworkBinding(app.Configuration) : url(app.Services)) is not { } address)
        {
            await Console.Out.WriteLineAsync($"{program} {Name}: the settings name no http address with a port");
            return 1;
        }

        var (alive, answer) = await AskAsync(address, CancellationToken.None);
        await Console.Out.WriteLineAsync($"{program} {Name}: {address} {answer}");
        return alive ? 0 : 1;
    }

    /// <summary>The first http URL of the framework's own settings, in its order.</summary>
    public static string? FrameworkBinding(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        if (configuration[WebHostDefaults.ServerUrlsKey] is { Length: > 0 } urls)
        {
            return Split(urls).FirstOrDefault(static url => url.StartsWith("http://", StringComparison.OrdinalIgnoreCase));
        }

        var port = Split(configuration[WebHostDefaults.HttpPortsKey]).FirstOrDefault();
        return $"http://localhost:{port ?? "5000"}";
    }

    /// <summary>The address to ask for a URL to listen on; <see langword="null"/> if there is none that can be asked.</summary>
    internal static Uri? AddressOf(string? url)
    {
        if (string.IsNullOrEmpty(url) || BindingAddress.Parse(url) is not { Scheme: "http", Port: > 0, IsUnixPipe: false, IsNamedPipe: false } listening)
        {
            return null;
        }

        var host = listening.Host switch
        {
            "+" or "*" or "0.0.0.0" or "localhost" => "127.0.0.1",
            "[::]" => "[::1]",
            var other => other,
        };
        return Uri.TryCreate($"http://{host}:{listening.Port}{LivePath}", UriKind.Absolute, out var address) ? address : null;
    }

    private static async Task<(bool Alive, string Answer)> AskAsync(Uri address, CancellationToken cancellationToken)
    {
        // Never through a proxy that is meant for the way out.
        using var handler = new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false };
        using var http = new HttpClient(handler) { Timeout = Limit };
        try
        {
            using var response = await http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return (response.IsSuccessStatusCode, $"answered {(int)response.StatusCode}");
        }
        catch (HttpRequestException exception)
        {
            return (false, $"cannot be asked: {exception.HttpRequestError}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (false, $"gave no answer within {Limit.TotalSeconds} s");
        }
    }

    private static string[] Split(string? values) => values?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
