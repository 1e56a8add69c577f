using McpAspire.Client.Tools;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace McpAspire.Client.Connection;

/// <summary>One connection to an MCP server, and what the server offered when it was made.</summary>
internal sealed class McpConnection(
    HttpClientTransport transport,
    McpClient client,
    IReadOnlyList<Tool> offered,
    TimeSpan callTimeout,
    TimeProvider time) : IAsyncDisposable
{
    /// <summary>The server's tools, in its order and as it describes them.</summary>
    public IReadOnlyList<Tool> Offered { get; } = offered;

    /// <summary>The names of the server's tools, in its order.</summary>
    public IReadOnlyList<string> ToolNames { get; } = [.. offered.Select(static tool => tool.Name)];

    /// <summary>The tools of the contract, a method each.</summary>
    public ToolClient Tools => new(CallAsync);

    /// <summary>How the server introduces itself, if it does.</summary>
    public Implementation? Server => client.ServerInfo;

    public string? ProtocolVersion => client.NegotiatedProtocolVersion;

    public bool Offers(string tool) => ToolNames.Contains(tool);

    /// <summary>Calls any tool. A tool that fails is an answer too.</summary>
    /// <exception cref="TimeoutException">There was no answer within <see cref="McpConnectionOptions.CallTimeout"/>.</exception>
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
