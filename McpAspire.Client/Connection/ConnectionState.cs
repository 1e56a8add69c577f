namespace McpAspire.Client.Connection;

/// <summary>The state of the connection, set by the worker and read by the health check.</summary>
internal sealed class ConnectionState
{
    private volatile bool _isConnected;
    private volatile IReadOnlyList<string> _brokenTools = [];

    /// <summary>Whether the server responded and its tools are known.</summary>
    public bool IsConnected
    {
        get => _isConnected;
        set => _isConnected = value;
    }

    /// <summary>The worker's tools that violate the client's contract.</summary>
    public IReadOnlyList<string> BrokenTools
    {
        get => _brokenTools;
        set => _brokenTools = value;
    }
}
