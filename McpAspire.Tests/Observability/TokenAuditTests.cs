using System.Net;
using Azure.Core.Pipeline;
using McpAspire.ServiceDefaults.Identity;
using McpAspire.ServiceDefaults.Logging;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace McpAspire.Tests.Observability;

/// <summary>The audit events of the process's own tokens.</summary>
[Trait("Category", "Unit")]
public sealed class TokenAuditTests
{
    [Fact]
    public async Task A_token_request_is_one_event_with_the_request_id_sent_to_Entra()
    {
        await using var services = new ServiceCollection().AddMetrics().AddSingleton<TokenMetrics>().BuildServiceProvider();
        using var events = new RecordedEvents();
        using var loggers = LoggerFactory.Create(logging => logging.AddProvider(events));
        using var entra = new EntraHandler();
        using var http = new HttpClient(entra);
        var options = new IdentityOptions
        {
            TenantId = Guid.NewGuid().ToString(),
            ClientId = "c",
            ClientSecret = new("s3cret"),
            Scopes = "api://b/.default",
        };
        using var transport = new HttpClientTransport(http);
        using var tokens = new AccessTokenSource(
            Options.Create(options),
            () => CredentialSelector.Create(options, transport),
            new ManualTime(skips: _ => false),
            services.GetRequiredService<TokenMetrics>(),
            loggers);

        await Assert.ThrowsAsync<AccessTokenException>(() => tokens.GetAsync(Cancellation).AsTask());

        var audit = Assert.Single(events.Of(LogCategories.Audit));
        Assert.Equal(("failed", "AADSTS700016"), (audit.Fields["Outcome"], audit.Fields["ErrorCode"]));
        Assert.Equal((CredentialKind.ClientSecret, "api://b/.default"), (audit.Fields["Credential"], audit.Fields["Scopes"]));
        Assert.Equal([(string)audit.Fields["ClientRequestId"]!], entra.RequestIds.Distinct());
        Assert.DoesNotContain("s3cret", string.Concat(events.All.Select(one => one.Text)), StringComparison.Ordinal);
    }

    /// <summary>Rejects all applications.</summary>
    private sealed class EntraHandler : HttpMessageHandler
    {
        public List<string> RequestIds { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Method == HttpMethod.Post)
            {
                RequestIds.AddRange(request.Headers.GetValues("x-ms-client-request-id"));
            }

            var host = request.RequestUri!.GetLeftPart(UriPartial.Authority) + string.Concat(request.RequestUri.Segments[..2]);
            var body = request.Method == HttpMethod.Post
                ? """{"error":"unauthorized_client","error_description":"AADSTS700016: Application not found.","error_codes":[700016]}"""
                : $$"""
                    {"tenant_discovery_endpoint":"{{host}}v2.0/.well-known/openid-configuration","issuer":"{{host}}v2.0",
                     "authorization_endpoint":"{{host}}oauth2/v2.0/authorize","token_endpoint":"{{host}}oauth2/v2.0/token",
                     "metadata":[]}
                    """;
            return Task.FromResult(new HttpResponseMessage(
                request.Method == HttpMethod.Post ? HttpStatusCode.BadRequest : HttpStatusCode.OK)
            {
                Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json"),
            });
        }
    }
}
