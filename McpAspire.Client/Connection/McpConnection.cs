using McpAspire.Client.Tools;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace McpAspire.Client.Connection;

/// <summary>One connection to an MCP server, and what the server offered when it was made.</summary>
internal sealed class McpConnection(HttpClientTransport transport, McpClient client, IReadOnlyList<string> toolNames, ToolClient tools) : IAsyncDisposable
{
    /// <summary>The names of the server's tools, in its order.</summary>
    public IReadOnlyList<string> ToolNames { get; } = toolNames;

    public ToolClient Tools { get; } = tools;

    /// <summary>How the server introduces itself, if it does.</summary>
    public Implementation? Server => client.ServerInfo;

    public string? ProtocolVersion => client.NegotiatedProtocolVersion;

    public bool Offers(string tool) => ToolNames.Contains(tool);

    public async ValueTask DisposeAsync()
    {
        await client.DisposeAsync();
        await transport.DisposeAsync();
    }
}
