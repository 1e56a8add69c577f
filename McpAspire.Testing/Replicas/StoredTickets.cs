using System.Net.Http.Json;
using System.Text.Json;

namespace McpAspire.Testing.Replicas;

/// <summary>The tickets that the backend really has.</summary>
internal static class StoredTickets
{
    private const int PageSize = 100;

    /// <summary>Title and id of each ticket whose title begins so.</summary>
    public static async Task<List<KeyValuePair<string, string>>> ReadAsync(HttpClient http, Uri backend, string prefix, CancellationToken cancellationToken)
    {
        var found = new List<KeyValuePair<string, string>>();
        for (var (skip, total) = (0, 1); skip < total; skip += PageSize)
        {
            var page = await http.GetFromJsonAsync<JsonElement>(new Uri(backend, $"/tickets?limit={PageSize}&skip={skip}"), cancellationToken);
            total = page.GetProperty("total").GetInt32();
            found.AddRange(page.GetProperty("items").EnumerateArray()
                .Select(static ticket => KeyValuePair.Create(ticket.GetProperty("title").GetString()!, ticket.GetProperty("id").GetString()!))
                .Where(ticket => ticket.Key.StartsWith(prefix, StringComparison.Ordinal)));
        }

        return found;
    }
}
