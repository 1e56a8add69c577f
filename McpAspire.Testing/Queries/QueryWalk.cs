using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace McpAspire.Testing.Queries;

/// <summary>Fetches all pages of a tool over plain HTTP.</summary>
internal sealed class QueryWalk(HttpClient http, Uri endpoint, string tool, JsonObject arguments)
{
    /// <summary>The pages from <paramref name="skip"/> to the end.</summary>
    public async IAsyncEnumerable<QueryPage> PagesAsync(int skip, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (int? next = skip; next is { } from;)
        {
            var page = await PageAsync(from, cancellationToken);
            yield return page;
            next = page.NextSkip;
        }
    }

    public async Task<QueryPage> PageAsync(int skip, CancellationToken cancellationToken)
    {
        var call = arguments.DeepClone().AsObject();
        call["skip"] = skip;
        using var request = McpCall.Tool(Revision.November2025, tool, call).ToRequest(endpoint);
        using var response = await http.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
        return QueryPage.Read(await response.Content.ReadAsByteArrayAsync(cancellationToken));
    }
}
