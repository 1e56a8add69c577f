namespace McpAspire.Client.Connection;

/// <summary>The state of the connection, set by the worker and read by the health check.</summary>
internal sealed class ConnectionState
{
    private volatile bool _isConnected;
    private volatile bool _isContractBroken;

    /// <summary>Whether the server responded and its tools are known.</summary>
    public bool IsConnected
    {
        get => _isConnected;
        set => _isConnected = value;
    }

    /// <summary>Whether one of the worker's tools violates the client's contract.</summary>
    public bool IsContractBroken
    {
        get => _isContractBroken;
        set => _isContractBroken = value;
    }
}
