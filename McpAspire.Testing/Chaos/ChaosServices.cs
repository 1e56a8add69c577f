namespace McpAspire.Testing.Chaos;

/// <summary>What the servers depend on.</summary>
/// <param name="Backend">The mock backend.</param>
/// <param name="Authority">Its local Entra ID, whose access tokens last a minute.</param>
/// <param name="Directory">Where the latter keeps its certificate and the token of the server's service account.</param>
/// <param name="Time">The clock of both.</param>
internal sealed record ChaosServices(Uri Backend, Uri Authority, string Directory, JumpingTime Time)
{
    public string CaFile => Path.Combine(Directory, "ca.pem");

    /// <summary>The settings of a server with a workload identity.</summary>
    public (string Name, string Value)[] Settings =>
    [
        ("BACKEND_API_URL", $"{Backend}"),
        ("AZURE_TENANT_ID", "11111111-2222-3333-4444-555555555555"),
        ("AZURE_CLIENT_ID", "aaaaaaaa-0000-0000-0000-000000000001"),
        ("AZURE_FEDERATED_TOKEN_FILE", Path.Combine(Directory, "mcp-server", "azure-identity-token")),
        ("AZURE_AUTHORITY_HOST", $"{Authority}"),
        ("AZURE_AUTHORITY_CA_FILE", CaFile),
        ("AZURE_SCOPES", "api://mcp-backend/.default"),
    ];
}
