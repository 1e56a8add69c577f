using System.Net;
using System.Security.Cryptography.X509Certificates;
using McpAspire.MockBackend.Entra;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace McpAspire.Tests.Entra;

[Trait("Category", "Integration")]
public sealed class ExpiryTests : IAsyncLifetime
{
    private readonly ManualTime _time = new();
    private readonly BackendDataDirectory _directory = new();
    private LocalEntra _entra = null!;
    private HttpClient _authority = null!;

    public async ValueTask InitializeAsync()
    {
        var options = Options.Create(new LocalEntraOptions { Port = 0, Directory = _directory.Path });
        _entra = new(options, new HostingEnvironment { ContentRootPath = _directory.Path }, NullLoggerFactory.Instance, _time);
        await _entra.StartAsync(Cancellation);
        _authority = new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            SslOptions =
            {
                CertificateChainPolicy = new()
                {
                    TrustMode = X509ChainTrustMode.CustomRootTrust,
                    CustomTrustStore = { _entra.Root },
                    RevocationMode = X509RevocationMode.NoCheck,
                    VerificationTime = _time.GetUtcNow().UtcDateTime,
                },
            },
        })
        {
            BaseAddress = _entra.Addresses.Host,
        };
    }

    [Fact]
    public async Task A_code_expires_after_10_minutes()
    {
        var (early, late) = (await _authority.CodeAsync(), await _authority.CodeAsync());

        _time.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromSeconds(1));
        await _authority.RedeemAsync(early).GrantedAsync();
        _time.Advance(TimeSpan.FromSeconds(1));
        await _authority.RedeemAsync(late).RefusedWithAsync(70008, HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_refresh_token_expires_after_90_days_and_its_successor_later()
    {
        var first = (string)(await _authority.TokensAsync($"{SignIn.Scope} offline_access"))["refresh_token"]!;

        _time.Advance(TimeSpan.FromDays(89));
        var second = (string)(await _authority.RefreshAsync(first).GrantedAsync())["refresh_token"]!;
        _time.Advance(TimeSpan.FromDays(1));
        await _authority.RefreshAsync(first).RefusedWithAsync(700082, HttpStatusCode.BadRequest);
        await _authority.RefreshAsync(second).GrantedAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _authority.Dispose();
        await _entra.StopAsync(CancellationToken.None);
        await _entra.DisposeAsync();
        _directory.Dispose();
    }
}
