namespace McpAspire.MockBackend.Store;

/// <summary>The store cannot be used. The message names the file, the cause and the remedy; no stack trace is needed.</summary>
internal sealed class StoreException : Exception
{
    public StoreException()
    {
    }

    public StoreException(string message)
        : base(message)
    {
    }

    public StoreException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
