namespace McpAspire.Tests.Deploy.Observability;

/// <summary>A situation of a server, and the alerts that must fire if it persists.</summary>
/// <param name="Name">A description.</param>
/// <param name="Settings">The server's settings.</param>
/// <param name="HappenAsync">Creates the situation between two readings of the metrics.</param>
/// <param name="Alerts">The alerts, in the order of their names.</param>
internal sealed record Situation(
    string Name, (string Name, string Value)[] Settings, Func<MeasuredServer, Task> HappenAsync, params string[] Alerts)
{
    private const int Calls = 25;

    // Forces a collection, because heap sizes are those of the last one.
    private static readonly (string, string) EarlyCollections = ("DOTNET_GCgen0size", "200000");

    // Nothing listens there.
    private static readonly (string, string)[] IdentityWithoutEntra =
    [
        ("AZURE_TENANT_ID", "tenant"), ("AZURE_CLIENT_ID", "client"), ("AZURE_CLIENT_SECRET", "not a secret"),
            ("AZURE_SCOPES", "api://backend/.default"), ("AZURE_AUTHORITY_HOST", "https://127.0.0.1:9/"),
    ];

    public static IReadOnlyList<Situation> All { get; } =
    [
        new("errors of callers only", [EarlyCollections], MakeMistakesAsync),
        new("the backend fails", [], FailAsync, "McpServerCircuitOpen", "McpServerToolErrorBudgetBurn"),
        new("the backend is slow", [], WaitAsync, "McpServerToolLatencyBudgetBurn"),
        new("no token can be acquired", IdentityWithoutEntra, CallAsync, "McpServerTokenFailing", "McpServerToolErrorBudgetBurn"),
        new("the server is full",
            [("MAX_CONCURRENT_REQUESTS", "1"), ("BACKEND_MAX_CONCURRENT_CALLS", "1"), ("BACKEND_API_TIMEOUT", "300"),
            ("REQUEST_TIMEOUT", "600")], FillAsync,
            "McpServerBackendCallsNearLimit", "McpServerRequestsNearLimit", "McpServerRequestsRefused"),
        new("callers have no token",
            [("AUTHORIZATION_MODE", "EntraId"), ("AUTHORIZATION_AUDIENCE", "api://mcp-server"),
            ("AUTHORIZATION_AUTHORITY", "https://127.0.0.1:9/tenant/v2.0")], CallAsync, "McpServerCallersRejected"),
    ];

    public override string ToString() => Name;

    private static async Task MakeMistakesAsync(MeasuredServer server)
    {
        await CallAsync(server);
        for (var call = 0; call < Calls; call++)
        {
            await server.ReadUserAsync("nobody");
            await server.ReadUserAsync("not an id");
            await server.CallAsync("no_tool", []);
            await server.CallAsync("query_data", new() { ["dataset"] = "orders", ["limit"] = 1000 });
        }
    }

    private static async Task CallAsync(MeasuredServer server)
    {
        for (var call = 0; call < Calls; call++)
        {
            await server.ReadUserAsync();
        }
    }

    private static async Task FailAsync(MeasuredServer server)
    {
        await server.Backend.InjectAsync("status=503;count=*");
        await CallAsync(server);
    }

    private static async Task WaitAsync(MeasuredServer server)
    {
        await server.Backend.InjectAsync("delay=1100;count=*");
        await Task.WhenAll(Enumerable.Range(0, Calls).Select(_ => server.ReadUserAsync()));
    }

    private static async Task FillAsync(MeasuredServer server)
    {
        await server.Backend.InjectAsync("hang;count=*;path=/users/2");
        // It stops with the server.
        var hanging = server.ReadUserAsync("2");
        while ((await server.Backend.RequestsAsync("GET", "/users/2")).Count == 0)
        {
            Assert.False(hanging.IsCompleted);
        }

        await CallAsync(server);
    }
}
