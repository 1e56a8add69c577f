using System.Net;
using McpAspire.ServiceDefaults.Health;
using McpAspire.ServiceDefaults.Settings;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace McpAspire.Server.Hosting;

/// <summary>Gives Kestrel the addresses of <see cref="AddressOptions"/>.</summary>
internal sealed class KestrelAddresses(IOptions<AddressOptions> options, IConfiguration configuration, IHostEnvironment environment) : IConfigureOptions<KestrelServerOptions>
{
    public void Configure(KestrelServerOptions kestrel)
    {
        if (options.ValueOrNull() is not { } listen)
        {
            return;
        }

        var host = Host(listen);
        if (UsesPort(listen))
        {
            Listen(kestrel, host, listen.Port ?? AddressOptions.DefaultPort);
        }
        else if (listen.AdditionalPortNumbers.Any())
        {
            // Kestrel ignores the URLs once it has an endpoint of its own: take them over.
            foreach (var url in configuration[WebHostDefaults.ServerUrlsKey]!.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                var address = BindingAddress.Parse(url);
                Listen(kestrel, address.Host is "+" or "*" ? "0.0.0.0" : address.Host, address.Port);
            }
        }

        foreach (var port in listen.AdditionalPortNumbers)
        {
            Listen(kestrel, host, port);
        }
    }

    /// <summary>The URL of the first address; <see langword="null"/> if the settings are wrong.</summary>
    public static string? FirstUrl(IServiceProvider services) => ActivatorUtilities.CreateInstance<KestrelAddresses>(services).FirstUrl();

    private string? FirstUrl() => options.ValueOrNull() switch
    {
        null => null,
        var listen when UsesPort(listen) => new UriBuilder(Uri.UriSchemeHttp, Host(listen), listen.Port ?? AddressOptions.DefaultPort).Uri.GetLeftPart(UriPartial.Authority),
        _ => HealthCommand.FrameworkBinding(configuration),
    };

    private bool UsesPort(AddressOptions listen) => listen.Port is not null || string.IsNullOrEmpty(configuration[WebHostDefaults.ServerUrlsKey]);

    private string Host(AddressOptions listen) => listen.Host ?? (environment.IsProduction() ? "0.0.0.0" : "localhost");

    private static void Listen(KestrelServerOptions kestrel, string host, int port)
    {
        if (IPAddress.TryParse(host, out var address))
        {
            kestrel.Listen(address, port);
        }
        else if (port == 0)
        {
            // Kestrel does not take a free port for the name localhost, which stands for two addresses.
            kestrel.Listen(IPAddress.Loopback, 0);
        }
        else
        {
            kestrel.ListenLocalhost(port);
        }
    }
}
