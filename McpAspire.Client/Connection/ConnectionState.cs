namespace McpAspire.Client.Connection;

/// <summary>Whether the client is connected; the worker says so, the health check asks.</summary>
internal sealed class ConnectionState
{
    private volatile bool _isConnected;

    /// <summary>Whether the server answered and its tools are known.</summary>
    public bool IsConnected
    {
        get => _isConnected;
        set => _isConnected = value;
    }
}
