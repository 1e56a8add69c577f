using System.Net;
using McpAspire.ServiceDefaults.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace McpAspire.Tests.Unit.Identity;

[Trait("Category", "Unit")]
public sealed class AccessTokenHandlerTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().AddSingleton<TokenMetrics>().BuildServiceProvider();
    private readonly ManualTime _time = new(_ => false);
    private readonly FakeEntra _entra;

    public AccessTokenHandlerTests() => _entra = new FakeEntra(_time);

    public void Dispose()
    {
        _entra.Dispose();
        _services.Dispose();
    }

    [Fact]
    public async Task Renews_the_token_once_and_sends_the_whole_request_again_after_a_401()
    {
        var seen = new List<string>();

        var status = await SendAsync(seen, "token-2");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(["Bearer token-1 body", "Bearer token-2 body"], seen);
    }

    [Fact]
    public async Task Returns_the_second_401()
    {
        var seen = new List<string>();

        var status = await SendAsync(seen, "never");

        Assert.Equal(HttpStatusCode.Unauthorized, status);
        Assert.Equal(2, seen.Count);
    }

    [Fact]
    public async Task Does_not_send_a_rejected_token_again()
    {
        _entra.Text = "token-1";
        var seen = new List<string>();

        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(seen, "never"));
        Assert.Equal(["Bearer token-1 body"], seen);
    }

    [Fact]
    public async Task Sends_once_when_the_token_is_accepted()
    {
        var seen = new List<string>();

        await SendAsync(seen, "token-1");

        Assert.Equal(["Bearer token-1 body"], seen);
        Assert.Equal(1, _entra.Asked);
    }

    private async Task<HttpStatusCode> SendAsync(List<string> seen, string accepted)
    {
        var options = new IdentityOptions { TenantId = "t", ClientId = "c", ClientSecret = new("s"), Scopes = "api://b/.default" };
        using var tokens = new AccessTokenSource(
            Options.Create(options),
            _entra.CreateCredential,
            _time,
            _services.GetRequiredService<TokenMetrics>(),
            NullLoggerFactory.Instance);
        using var invoker = new HttpMessageInvoker(new AccessTokenHandler(tokens) { InnerHandler = new BackendHandler(seen, accepted) });
        using var request = new HttpRequestMessage(HttpMethod.Post, "http://backend/tickets") { Content = new StringContent("body") };
        using var response = await invoker.SendAsync(request, Cancellation);
        return response.StatusCode;
    }

    private sealed class BackendHandler(List<string> seen, string accepted) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            seen.Add($"{request.Headers.Authorization} {await request.Content!.ReadAsStringAsync(cancellationToken)}");
            return new(request.Headers.Authorization?.Parameter == accepted ? HttpStatusCode.OK : HttpStatusCode.Unauthorized);
        }
    }
}
