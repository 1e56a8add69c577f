using System.Net;
using System.Text;
using Azure.Core.Pipeline;
using McpAspire.ServiceDefaults.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace McpAspire.Tests.Unit.Identity;

/// <summary>Unexpected responses of Entra ID to an exchange, through Azure.Identity.</summary>
[Trait("Category", "Unit")]
public sealed class ExchangeResponseTests : IDisposable
{
    private const string Json = "application/json";

    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().AddSingleton<TokenMetrics>().BuildServiceProvider();
    private readonly string _tokenFile = Path.GetTempFileName();

    public ExchangeResponseTests() => File.WriteAllText(_tokenFile, "header.payload.signature");

    public void Dispose()
    {
        _services.Dispose();
        File.Delete(_tokenFile);
    }

    [Theory]
    [InlineData(200, "text/html", "<html>planted</html>")]
    [InlineData(200, Json, "")]
    [InlineData(200, Json, "null")]
    [InlineData(200, Json, "[]")]
    [InlineData(200, Json, "{}")]
    [InlineData(200, Json, "{planted")]
    [InlineData(200, Json, """{"token_type":"Bearer","expires_in":3600}""")]
    [InlineData(200, Json, """{"token_type":"Bearer","expires_in":3600,"access_token":""}""")]
    [InlineData(200, Json, """{"token_type":"Bearer","expires_in":"soon","access_token":"planted"}""")]
    [InlineData(200, Json, """{"token_type":"Bearer","expires_in":1e30,"access_token":"planted"}""")]
    [InlineData(200, Json, """{"token_type":"Bearer","expires_in":3600,"access_token":"planted\r\nX-Planted: 1"}""")]
    [InlineData(302, "text/html", "planted")]
    [InlineData(400, Json, "{}")]
    [InlineData(400, "text/html", "<html>planted</html>")]
    [InlineData(401, Json, """{"error":7}""")]
    [InlineData(404, "text/plain", "planted")]
    public async Task An_unusable_response_is_a_failure_without_its_text(int status, string type, string body)
    {
        var failure = await Assert.ThrowsAsync<UserTokenException>(() => ExchangeAsync((HttpStatusCode)status, type, body));

        Assert.StartsWith("Azure token acquisition failed: Entra", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("planted", failure.Message, StringComparison.Ordinal);
        Assert.Equal((UserTokenRemedy.None, null, null), (failure.Remedy, failure.Code, failure.Claims));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"expires_in\":0,")]
    [InlineData("\"expires_in\":-5,")]
    public async Task A_token_that_has_expired_is_not_kept(string expiry)
    {
        var responses = new Responses(HttpStatusCode.OK, Json, $$"""{"token_type":"Bearer",{{expiry}}"access_token":"a.b.c"}""");

        await ExchangeAsync(responses, times: 2);

        Assert.Equal(2, responses.Sent);
    }

    [Fact]
    public async Task A_megabyte_is_a_failure()
    {
        var failure = await Assert.ThrowsAsync<UserTokenException>(
            () => ExchangeAsync(HttpStatusCode.OK, Json, new string('[', 1_000_000)));

        Assert.StartsWith("Azure token acquisition failed: Entra", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("interaction_required", "AADSTS999999", UserTokenRemedy.StepUp)]
    [InlineData("invalid_grant", "AADSTS50076", UserTokenRemedy.StepUp)]
    [InlineData("invalid_grant", "AADSTS500133", UserTokenRemedy.SignIn)]
    [InlineData("invalid_grant", "AADSTS65001", UserTokenRemedy.None)]
    [InlineData("invalid_client", "AADSTS700024", UserTokenRemedy.None)]
    public async Task The_error_or_the_code_says_what_the_user_can_do(string error, string code, UserTokenRemedy remedy)
    {
        var failure = await Assert.ThrowsAsync<UserTokenException>(() => ExchangeAsync(
            HttpStatusCode.BadRequest, Json, $$"""{"error":"{{error}}","error_description":"{{code}}: planted"}"""));

        Assert.Equal((remedy, code, false), (failure.Remedy, failure.Code, failure.IsTransient));
    }

    [Theory]
    [InlineData("temporarily_unavailable", "AADSTS90006")]
    [InlineData("invalid_request", "AADSTS90033")]
    public async Task A_temporary_error_is_transient(string error, string code)
    {
        var failure = await Assert.ThrowsAsync<UserTokenException>(() => ExchangeAsync(
            HttpStatusCode.BadRequest, Json, $$"""{"error":"{{error}}","error_description":"{{code}}: planted"}"""));

        Assert.True(failure.IsTransient);
    }

    private Task ExchangeAsync(HttpStatusCode status, string type, string body) => ExchangeAsync(new(status, type, body), times: 1);

    private async Task ExchangeAsync(Responses responses, int times)
    {
        using var http = new HttpClient(responses);
        using var transport = new HttpClientTransport(http);
        var options = new IdentityOptions
        {
            TenantId = Guid.Empty.ToString(),
            ClientId = Guid.Empty.ToString(),
            FederatedTokenFile = _tokenFile,
            AuthorityHost = new("https://entra.example/"),
            // Without the discovery of the authority.
            AuthorityCaFile = "none",
        };
        var source = new UserTokenSource(
            options,
            user => CredentialSelector.CreateOnBehalfOf(options, Guid.Empty.ToString(), user, transport),
            TimeProvider.System,
            _services.GetRequiredService<TokenMetrics>(),
            NullLoggerFactory.Instance);
        for (var time = 0; time < times; time++)
        {
            await new UserToken(source, new("a.b.c"), DateTimeOffset.MaxValue, "api://x/.default").GetAsync(Cancellation);
        }
    }

    private sealed class Responses(HttpStatusCode status, string type, string body) : HttpMessageHandler
    {
        public int Sent { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Sent++;
            var response = new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, type) };
            response.Headers.Location = new("https://evil.example/");
            return Task.FromResult(response);
        }

        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
            SendAsync(request, cancellationToken).GetAwaiter().GetResult();
    }
}
