using McpAspire.Client.Tools;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace McpAspire.Client.Connection;

/// <summary>A connection to an MCP server, and its tools at that time.</summary>
internal sealed class McpConnection(
    HttpClientTransport transport,
    McpClient client,
    IReadOnlyList<Tool> offered,
    TimeSpan callTimeout,
    TimeProvider time) : IAsyncDisposable
{
    /// <summary>The server's tools, in its order.</summary>
    public IReadOnlyList<Tool> Offered { get; } = offered;

    /// <summary>The names of the server's tools, in its order.</summary>
    public IReadOnlyList<string> ToolNames { get; } = [.. offered.Select(static tool => tool.Name)];

    /// <summary>The tools of the contract, as methods.</summary>
    public ToolClient Tools => new(CallAsync);

    /// <summary>The server's name and version, if any.</summary>
    public Implementation? Server => client.ServerInfo;

    public string? ProtocolVersion => client.NegotiatedProtocolVersion;

    /// <summary>Calls any tool. A tool error is a result, too.</summary>
    /// <exception cref="TimeoutException">There was no response within <see cref="McpConnectionOptions.CallTimeout"/>.</exception>
    public Task<CallToolResult> CallAsync(CallToolRequestParams call, CancellationToken cancellationToken) =>
        Deadline.WithinAsync(
            callTimeout,
            time,
            limited => AnswerCheck.RunAsync(async () => AnswerCheck.Check(await client.CallToolAsync(call, limited))),
            cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await client.DisposeAsync();
        await transport.DisposeAsync();
    }
}
