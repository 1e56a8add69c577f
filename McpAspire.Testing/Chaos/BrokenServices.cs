using System.Net.Http.Json;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;

namespace McpAspire.Testing.Chaos;

/// <summary>Breaks the backend and the token endpoint, and mends them.</summary>
internal sealed class BrokenServices : IDisposable
{
    private readonly Uri _backend;
    private readonly Uri _tokens;
    private readonly X509Certificate2 _authority;
    private readonly SocketsHttpHandler _sockets;
    private readonly HttpClient _http;

    public BrokenServices(ChaosServices services)
    {
        (_backend, _tokens) = (new Uri(services.Backend, "/control/faults"), new Uri(services.Authority, "/control/failures"));
        _authority = X509CertificateLoader.LoadCertificateFromFile(services.CaFile);
        _sockets = new()
        {
            SslOptions = new()
            {
                CertificateChainPolicy = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, CustomTrustStore = { _authority }, RevocationMode = X509RevocationMode.NoCheck },
            },
        };
        _http = new(_sockets);
    }

    /// <param name="fault">A rule of the mock backend.</param>
    public Task BreakBackendAsync(string fault) => PostAsync(_backend, new JsonObject { ["faults"] = new JsonArray(fault) });

    /// <param name="failure">A failure of the local Entra ID.</param>
    public Task BreakTokensAsync(string failure) => PostAsync(_tokens, JsonNode.Parse(failure)!);

    /// <summary>Ends all faults.</summary>
    public async Task MendAsync()
    {
        foreach (var control in new[] { _backend, _tokens })
        {
            using var response = await _http.DeleteAsync(control);
            response.EnsureSuccessStatusCode();
        }
    }

    public void Dispose()
    {
        _http.Dispose();
        _sockets.Dispose();
        _authority.Dispose();
    }

    private async Task PostAsync(Uri control, JsonNode fault)
    {
        using var response = await _http.PostAsJsonAsync(control, fault);
        if (!response.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"{fault.ToJsonString()} is refused: {await response.Content.ReadAsStringAsync()}");
        }
    }
}
