namespace McpAspire.Client.Connection;

/// <summary>Whether the client is connected; the worker says so, the health check asks.</summary>
internal sealed class ConnectionState
{
    private volatile bool _isConnected;
    private volatile IReadOnlyList<string> _brokenTools = [];

    /// <summary>Whether the server answered and its tools are known.</summary>
    public bool IsConnected
    {
        get => _isConnected;
        set => _isConnected = value;
    }

    /// <summary>The tools that the worker is to call and that the server offers otherwise than the client relies on.</summary>
    public IReadOnlyList<string> BrokenTools
    {
        get => _brokenTools;
        set => _brokenTools = value;
    }
}
