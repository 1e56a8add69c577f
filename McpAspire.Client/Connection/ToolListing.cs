using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace McpAspire.Client.Connection;

/// <summary>Lists a server's tools, page by page, with an end: a server could go on for ever.</summary>
internal static class ToolListing
{
    /// <summary>The most tools of a server.</summary>
    public const int MaxTools = 5000;

    /// <summary>The most pages, as some may be empty.</summary>
    private const int MaxPages = 1000;

    /// <exception cref="McpException">The server answers with a protocol error.</exception>
    /// <exception cref="TooManyToolsException">The server has more tools than that.</exception>
    public static async Task<IReadOnlyList<Tool>> ListAsync(McpClient client, CancellationToken cancellationToken)
    {
        var tools = new List<Tool>();
        var page = new ListToolsRequestParams();
        for (var pages = 0; pages < MaxPages && tools.Count <= MaxTools; pages++)
        {
            var result = await client.ListToolsAsync(page, cancellationToken);
            tools.AddRange(result.Tools);
            if (result.NextCursor is null && tools.Count <= MaxTools)
            {
                return tools;
            }

            page = new() { Cursor = result.NextCursor };
        }

        throw new TooManyToolsException($"the server lists more than {MaxTools} tools, or {MaxPages} pages of them");
    }
}
