using McpAspire.ServiceDefaults.Settings;

namespace McpAspire.Server.Hosting;

/// <summary>Configures Kestrel with <see cref="AddressOptions"/>.</summary>
internal static class HostingExtensions
{
    public static void AddAddresses(this WebApplicationBuilder builder)
    {
        builder.AddOptions(new SettingsBinding<AddressOptions>(
            AddressOptions.SectionName, static (section, options) => section.Bind(options))
        {
            Validator = new AddressOptionsValidator(),
        });
        ListenUrls.Use(builder.WebHost, Urls(builder.Configuration, builder.Environment));
    }

    /// <summary>The configured URLs; startup reports an invalid value before it opens a port.</summary>
    internal static IEnumerable<string> Urls(IConfiguration configuration, IHostEnvironment environment)
    {
        var listen = configuration.GetSection(AddressOptions.SectionName);
        var port = listen[nameof(AddressOptions.Port)];
        var host = listen[nameof(AddressOptions.Host)] is { Length: > 0 } set ? set : ListenUrls.DefaultHost(environment);
        var urls = configuration[WebHostDefaults.ServerUrlsKey];
        var first = string.IsNullOrEmpty(port) && !string.IsNullOrEmpty(urls)
            ? urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            : [ListenUrls.Of(host, string.IsNullOrEmpty(port) ? $"{AddressOptions.DefaultPort}" : port)];
        return first.Concat(
            SettingList.Split(listen[nameof(AddressOptions.AdditionalPorts)]).Select(additional => ListenUrls.Of(host, additional)));
    }
}
