using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace McpAspire.Client.Connection;

/// <summary>Lists a server's tools page by page, within limits, because a list could be endless.</summary>
internal static class ToolListing
{
    /// <summary>Maximum tools of a server.</summary>
    public const int MaxTools = 5000;

    private const int MaxPages = 1000;

    /// <exception cref="McpException">The server responds with a protocol error.</exception>
    /// <exception cref="UnusableAnswerException">There are too many tools, the listing does not end, or a tool is malformed.</exception>
    public static async Task<IReadOnlyList<Tool>> ListAsync(McpClient client, CancellationToken cancellationToken)
    {
        var tools = new List<Tool>();
        var cursors = new HashSet<string>(StringComparer.Ordinal);
        var page = new ListToolsRequestParams();
        while (true)
        {
            var result = await client.ListToolsAsync(page, cancellationToken);
            AnswerCheck.Check(result);
            tools.AddRange(result.Tools);
            if (tools.Count > MaxTools || cursors.Count >= MaxPages)
            {
                throw new UnusableAnswerException($"the server lists more than {MaxTools} tools, or more than {MaxPages} pages");
            }

            if (result.NextCursor is not { } cursor)
            {
                return tools;
            }

            if (!cursors.Add(cursor))
            {
                throw new UnusableAnswerException("the server repeats a cursor, so its list of tools is endless");
            }

            page = new() { Cursor = cursor };
        }
    }
}
