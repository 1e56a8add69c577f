using System.Net;
using System.Text.Json;

namespace McpAspire.Testing;

/// <summary>Injects faults into a backend, and reads its request counts.</summary>
internal static class InjectedFaults
{
    private const string Control = "/control/faults";

    /// <summary>Replaces the faults by these rules, and resets the counts.</summary>
    public static async Task InjectAsync(this BackendFixture backend, params string[] faults)
    {
        await backend.SendAsync(HttpMethod.Delete, Control).ReadAsync(HttpStatusCode.OK);
        if (faults.Length > 0)
        {
            await backend.PostAsync(Control, JsonSerializer.Serialize(new Dictionary<string, string[]> { ["faults"] = faults }))
                .ReadAsync();
        }
    }

    /// <summary>The counts since then: requests, requests with an idempotency key, and different keys.</summary>
    public static async Task<(int Count, int WithKey, int Keys)> RequestsAsync(this BackendFixture backend, string method, string path)
    {
        var state = await backend.GetAsync(Control).ReadAsync();
        return state.GetProperty("requests").EnumerateArray()
            .Where(request => request.GetProperty("method").GetString() == method && request.GetProperty("path").GetString() == path)
            .Select(request =>
                (
                    request.GetProperty("count").GetInt32(),
                    request.GetProperty("with_idempotency_key").GetInt32(),
                    request.GetProperty("idempotency_keys").GetInt32()))
            .SingleOrDefault();
    }
}
