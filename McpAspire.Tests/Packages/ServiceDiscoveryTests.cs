using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace McpAspire.Tests.Packages;

/// <summary>Where a request to a service's name goes. The same with the stand-in and with the real package.</summary>
public sealed class ServiceDiscoveryTests
{
    [Theory]
    [InlineData("http://backend/users?x=1", "http://one:8080/users?x=1")]
    [InlineData("https+http://backend/users", "https://one:8443/users")]
    [InlineData("http+https://backend/users", "http://one:8080/users")]
    [InlineData("http://BACKEND/users", "http://one:8080/users")]
    [InlineData("http://_admin.backend/users", "http://admin:9000/base/users")]
    [InlineData("https+http://plain/users", "http://plain-host:81/users")]
    [InlineData("http://bare/users", "http://bare-host:82/users")]
    [InlineData("http://unknown/users", "http://unknown/users")]
    [InlineData("https+http://unknown:99/users", "https://unknown:99/users")]
    [InlineData("http://10.1.2.3:80/users", "http://10.1.2.3/users")]
    public async Task Sends_a_request_to_where_its_name_is_configured(string address, string expected) => Assert.Equal(new Uri(expected), await SentToAsync(address));

    [Fact]
    public async Task Takes_the_configured_addresses_in_turn()
    {
        using var recorder = new Recorder();
        await using var services = Services(recorder);
        using var client = services.GetRequiredService<HttpClient>();
        for (var call = 0; call < 4; call++)
        {
            using var response = await client.GetAsync(new Uri("http://many/"), TestContext.Current.CancellationToken);
        }

        Assert.Equal(["a", "a", "b", "b"], recorder.Hosts.Order(StringComparer.Ordinal));
        Assert.NotEqual(recorder.Hosts[0], recorder.Hosts[1]);
    }

    [Fact]
    public async Task Notices_that_the_configuration_has_changed()
    {
        using var recorder = new Recorder();
        await using var services = Services(recorder);
        using var client = services.GetRequiredService<HttpClient>();
        using var before = await client.GetAsync(new Uri("http://plain/"), TestContext.Current.CancellationToken);
        var configuration = (IConfigurationRoot)services.GetRequiredService<IConfiguration>();
        configuration["Services:plain:http:0"] = "http://moved:81";
        configuration.Reload();
        using var after = await client.GetAsync(new Uri("http://plain/"), TestContext.Current.CancellationToken);
        Assert.Equal("moved", recorder.Hosts[^1]);
    }

    [Fact]
    public async Task Refuses_a_scheme_that_is_not_allowed() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => SentToAsync("https+http://unknown/users", "ftp"));

    [Fact]
    public async Task Takes_only_a_scheme_that_is_allowed() => Assert.Equal(new Uri("http://one:8080/users"), await SentToAsync("https+http://backend/users", "http"));

    [Fact]
    public async Task Refuses_a_value_that_is_no_address() => await Assert.ThrowsAsync<KeyNotFoundException>(() => SentToAsync("http://empty/users"));

    private static async Task<Uri?> SentToAsync(string address, string? onlyScheme = null)
    {
        using var recorder = new Recorder();
        await using var services = Services(recorder, onlyScheme);
        using var client = services.GetRequiredService<HttpClient>();
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(new Uri(address), request.RequestUri);
        return recorder.Last;
    }

    private static ServiceProvider Services(Recorder recorder, string? onlyScheme = null)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("Services:backend:http:0", "http://one:8080"),
            new("Services:backend:https:0", "https://one:8443"),
            new("Services:backend:admin:0", "http://admin:9000/base"),
            new("Services:plain:http:0", "http://plain-host:81"),
            new("Services:bare:http", "bare-host:82"),
            new("Services:many:http:0", "http://a"),
            new("Services:many:http:1", "http://b"),
            new("Services:empty:http:0", " "),
        ]).Build();
        var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration);
        services.AddServiceDiscovery(options =>
        {
            if (onlyScheme is not null)
            {
                (options.AllowAllSchemes, options.AllowedSchemes) = (false, [onlyScheme]);
            }
        });
        services.ConfigureHttpClientDefaults(http => http.ConfigurePrimaryHttpMessageHandler(() => recorder).AddServiceDiscovery());
        return services.AddHttpClient().BuildServiceProvider();
    }

    private sealed class Recorder : HttpMessageHandler
    {
        public List<string> Hosts { get; } = [];

        public Uri? Last { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Last = request.RequestUri;
            Hosts.Add(Last!.Host);
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK));
        }
    }
}
