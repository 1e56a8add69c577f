using System.Net;

namespace McpAspire.Tests.Protocol;

/// <summary>RFC 9728: the metadata of the protected resource tells clients where to get a token. Any other path answers 401 here.</summary>
[Trait("Category", "Protocol")]
public sealed class ResourceMetadataTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("/mcp", "/mcp")]
    [InlineData("/mcp/", "/mcp")]
    public async Task The_metadata_names_the_resource_of_the_requested_path(string path, string resource)
    {
        await using var host = await ChallengingHost.StartAsync();

        var metadata = await ChallengingHost.GetAsync(host, ChallengingHost.WellKnown + path);

        Assert.Equal(HttpStatusCode.OK, metadata.Status);
        Assert.Equal("application/json", metadata.ContentType);
        Assert.Equal(ChallengingHost.Origin(host) + resource, metadata.Message!["resource"]!.GetValue<string>());
        Assert.Equal("https://login.example", metadata.Message["authorization_servers"]![0]!.GetValue<string>());
        Assert.Equal("mcp.read", metadata.Message["scopes_supported"]![0]!.GetValue<string>());
    }

    [Fact]
    public async Task A_configured_address_replaces_the_well_known_one()
    {
        await using var host = await ChallengingHost.StartAsync(options =>
        {
            options.ResourceMetadataUri = new Uri("about/resource", UriKind.Relative);
            options.ResourceMetadata!.Resource = "https://mcp.example/mcp";
        });

        var challenge = await host.SendAsync(McpCall.Of(Revision.November2025, "tools/list"));
        var metadata = await ChallengingHost.GetAsync(host, "/about/resource");
        var wellKnown = await ChallengingHost.GetAsync(host, ChallengingHost.WellKnown);

        Assert.Equal($"Bearer resource_metadata=\"{ChallengingHost.Origin(host)}/about/resource\"", challenge.Header("WWW-Authenticate"));
        Assert.Equal("https://mcp.example/mcp", metadata.Message!["resource"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.Unauthorized, wellKnown.Status);
    }

    [Fact]
    public async Task An_absolute_address_answers_only_under_its_own_host()
    {
        await using var host = await ChallengingHost.StartAsync(options =>
        {
            options.ResourceMetadataUri = new Uri("https://mcp.example/about");
            options.ResourceMetadata!.Resource = "https://mcp.example/mcp";
        });

        var challenge = await host.SendAsync(McpCall.Of(Revision.November2025, "tools/list"));
        var metadata = await ChallengingHost.GetAsync(host, "/about");

        Assert.Equal("Bearer resource_metadata=\"https://mcp.example/about\"", challenge.Header("WWW-Authenticate"));
        Assert.Equal(HttpStatusCode.Unauthorized, metadata.Status);
    }

    [Fact]
    public async Task The_event_may_replace_the_metadata_of_one_request_only()
    {
        await using var host = await ChallengingHost.StartAsync(options => options.Events.OnResourceMetadataRequest = context =>
        {
            context.ResourceMetadata!.ScopesSupported.Add(context.Request.Query["scope"].ToString());
            return Task.CompletedTask;
        });

        var first = await ChallengingHost.GetAsync(host, ChallengingHost.WellKnown + "?scope=one");
        var second = await ChallengingHost.GetAsync(host, ChallengingHost.WellKnown + "?scope=two");

        Assert.Equal(["mcp.read", "one"], Scopes(first));
        Assert.Equal(["mcp.read", "two"], Scopes(second));
    }

    [Fact]
    public async Task The_event_may_pass_the_request_on()
    {
        await using var host = await ChallengingHost.StartAsync(options => options.Events.OnResourceMetadataRequest = context =>
        {
            context.SkipHandler();
            return Task.CompletedTask;
        });

        var answer = await ChallengingHost.GetAsync(host, ChallengingHost.WellKnown);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
    }

    private static IEnumerable<string> Scopes(McpAnswer answer) =>
        answer.Message!["scopes_supported"]!.AsArray().Select(scope => scope!.GetValue<string>());
}
