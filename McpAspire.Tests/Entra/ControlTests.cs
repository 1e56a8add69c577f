using System.Net;
using System.Net.Http.Json;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;

namespace McpAspire.Tests.Entra;

[Trait("Category", "Integration")]
public sealed class ControlTests(ProtectedBackend backend) : IClassFixture<ProtectedBackend>
{
    private static readonly Uri Failures = new("control/failures", UriKind.Relative);

    [Fact]
    public async Task Injected_failures_apply_in_turn_and_then_expire()
    {
        using var added = await PostAsync("""{"status":503,"count":2,"retry_after_seconds":7}""");
        Assert.Equal(2, (await added.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("pending").GetInt32());

        await backend.AskAsync().RefusedWithAsync(90033, HttpStatusCode.ServiceUnavailable);
        using (var second = await backend.AskAsync())
        {
            Assert.Equal(TimeSpan.FromSeconds(7), second.Headers.RetryAfter?.Delta);
        }

        using var third = await backend.AskAsync();
        Assert.Equal(HttpStatusCode.OK, third.StatusCode);
        Assert.Equal(
            3,
            (await backend.Authority.GetFromJsonAsync<JsonElement>(Failures, Cancellation)).GetProperty("token_requests").GetInt32());
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"status":302}""")]
    [InlineData("""{"status":503,"count":0}""")]
    [InlineData("""{"status":503,"delay_milliseconds":-1}""")]
    [InlineData("""{"status":503,"retry_after_seconds":-1}""")]
    [InlineData("""{"status":503,"other":1}""")]
    [InlineData("""{"status":503,"code":50057}""")]
    [InlineData("""{"code":1}""")]
    [InlineData("""{"status":503,"grant":"password"}""")]
    [InlineData("""{"status":503,"claims":"{}"}""")]
    [InlineData("""{"code":50057,"user":"local.reader@example.test"}""")]
    public async Task An_invalid_failure_is_rejected(string body)
    {
        using var response = await PostAsync(body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Another_host_name_than_loopback_is_not_found()
    {
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(IPAddress.Loopback, backend.Authority.BaseAddress!.Port, Cancellation);
        await using var tls = new SslStream(tcp.GetStream());
        await tls.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = "localhost",
                CertificateChainPolicy = new()
                {
                    TrustMode = X509ChainTrustMode.CustomRootTrust,
                    CustomTrustStore = { backend.Entra.Root },
                    RevocationMode = X509RevocationMode.NoCheck,
                },
            },
            Cancellation);

        await tls.WriteAsync(
            "GET /control/failures HTTP/1.1\r\nHost: entra.example\r\nConnection: close\r\n\r\n"u8.ToArray(), Cancellation);

        using var reader = new StreamReader(tls);
        Assert.StartsWith("HTTP/1.1 404", await reader.ReadLineAsync(Cancellation), StringComparison.Ordinal);
    }

    private Task<HttpResponseMessage> PostAsync(string json) =>
        backend.Authority.PostAsync(Failures, new StringContent(json, Encoding.UTF8, "application/json"), Cancellation);
}
