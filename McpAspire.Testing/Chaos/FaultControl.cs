using System.Net.Http.Json;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;

namespace McpAspire.Testing.Chaos;

/// <summary>Sets and clears the faults of the mock backend and of its token endpoint.</summary>
internal sealed class FaultControl : IDisposable
{
    private readonly Uri _backend;
    private readonly Uri _tokens;
    private readonly X509Certificate2 _authority;
    private readonly SocketsHttpHandler _sockets;
    private readonly HttpClient _http;

    public FaultControl(BackendAddresses addresses)
    {
        (_backend, _tokens) = (new Uri(addresses.Backend, "/control/faults"), new Uri(addresses.Authority, "/control/failures"));
        _authority = X509CertificateLoader.LoadCertificateFromFile(addresses.CaFile);
        X509ChainPolicy trust = new()
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            CustomTrustStore = { _authority },
            RevocationMode = X509RevocationMode.NoCheck,
        };
        _sockets = new() { SslOptions = new() { CertificateChainPolicy = trust } };
        _http = new(_sockets);
    }

    /// <param name="fault">A fault rule of the mock backend.</param>
    public Task BreakBackendAsync(string fault) => PostAsync(_backend, new JsonObject { ["faults"] = new JsonArray(fault) });

    /// <param name="failure">A failure of the local Entra ID, as JSON.</param>
    public Task BreakTokensAsync(string failure) => PostAsync(_tokens, JsonNode.Parse(failure)!);

    /// <summary>Clears all faults.</summary>
    public async Task RepairAsync()
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
            throw new InvalidOperationException($"{fault.ToJsonString()} was rejected: {await response.Content.ReadAsStringAsync()}");
        }
    }
}
