namespace McpAspire.Testing;

/// <summary>The addresses of the mock backend and its local Entra ID.</summary>
/// <param name="Backend">The mock backend.</param>
/// <param name="Authority">The local Entra ID.</param>
/// <param name="EntraDirectory">The folder with its CA certificate and the token of the server's service account.</param>
internal sealed record BackendAddresses(Uri Backend, Uri Authority, string EntraDirectory)
{
    public string CaFile => Path.Combine(EntraDirectory, "ca.pem");

    /// <summary>The settings of a server with a workload identity; the ids are registered in the local Entra ID.</summary>
    public (string Name, string Value)[] ServerSettings =>
    [
        ("BACKEND_API_URL", $"{Backend}"),
        ("AZURE_TENANT_ID", "11111111-2222-3333-4444-555555555555"),
        ("AZURE_CLIENT_ID", "aaaaaaaa-0000-0000-0000-000000000001"),
        ("AZURE_FEDERATED_TOKEN_FILE", Path.Combine(EntraDirectory, "mcp-server", "azure-identity-token")),
        ("AZURE_AUTHORITY_HOST", $"{Authority}"),
        ("AZURE_AUTHORITY_CA_FILE", CaFile),
        ("AZURE_SCOPES", "api://mcp-backend/.default"),
    ];
}
