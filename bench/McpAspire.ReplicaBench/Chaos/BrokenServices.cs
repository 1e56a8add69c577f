using System.Net.Http.Json;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;

namespace McpAspire.ReplicaBench.Chaos;

/// <summary>Breaks the backend and the token endpoint in ways that the seed chooses.</summary>
internal sealed class BrokenServices : IDisposable
{
    private static readonly string[] BackendFaults =
    [
        "status=500;count=3", "status=503;count=5", "status=429;retry-after=1;count=3", "redirect;count=2", "hang;count=2", "delay=1500;count=10",
        "drop=before;count=5", "drop=after;count=5", "drop=body;count=5",
        "body=truncated;count=3", "body=garbage;count=3", "body=html;count=3", "body=huge;size=5000000;count=2", "body=slow;interval=50;count=3",
    ];

    private static readonly string[] Targets = ["", ";method=GET", ";method=POST;path=/tickets"];

    private static readonly string[] TokenFaults =
    [
        /*lang=json,strict*/ """{"status":503,"count":2}""", /*lang=json,strict*/ """{"status":429,"retry_after_seconds":1,"count":2}""", /*lang=json,strict*/ """{"status":200,"delay_milliseconds":1000,"count":2}""",
    ];

    private readonly Random _random;
    private readonly Uri _backend;
    private readonly Uri _tokens;
    private readonly X509Certificate2 _authority;
    private readonly SocketsHttpHandler _sockets;
    private readonly HttpClient _http;

    public BrokenServices(Uri backend, Uri entra, string authorityFile, int seed)
    {
#pragma warning disable CA5394 // The same faults in every run are wanted.
        _random = new Random(seed);
#pragma warning restore CA5394
        (_backend, _tokens) = (new Uri(backend, "/control/faults"), new Uri(entra, "/control/failures"));
        _authority = X509CertificateLoader.LoadCertificateFromFile(authorityFile);
        _sockets = new()
        {
            SslOptions = new()
            {
                CertificateChainPolicy = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, CustomTrustStore = { _authority }, RevocationMode = X509RevocationMode.NoCheck },
            },
        };
        _http = new(_sockets);
    }

    /// <summary>How many faults there were.</summary>
    public int Count { get; private set; }

    /// <summary>Breaks one thing after the other until it is cancelled, then ends all faults.</summary>
    public async Task BreakAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            if (Next(6) == 0)
            {
                await PostAsync(_tokens, JsonNode.Parse(TokenFaults[Next(TokenFaults.Length)])!);
            }
            else
            {
                await PostAsync(_backend, new JsonObject { ["faults"] = new JsonArray($"{BackendFaults[Next(BackendFaults.Length)]}{Targets[Next(Targets.Length)]}") });
            }

            Count++;
            await Task.Delay(TimeSpan.FromMilliseconds(100 + Next(400)), stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        foreach (var control in new[] { _backend, _tokens })
        {
            using var response = await _http.DeleteAsync(control, CancellationToken.None);
            response.EnsureSuccessStatusCode();
        }
    }

    public void Dispose()
    {
        _http.Dispose();
        _sockets.Dispose();
        _authority.Dispose();
    }

#pragma warning disable CA5394 // As above.
    private int Next(int below) => _random.Next(below);
#pragma warning restore CA5394

    private async Task PostAsync(Uri control, JsonNode fault)
    {
        using var response = await _http.PostAsJsonAsync(control, fault);
        if (!response.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"{fault.ToJsonString()} is refused: {await response.Content.ReadAsStringAsync()}");
        }
    }
}
