namespace McpAspire.MockBackend.Store;

/// <summary>The store cannot be used. The message is for the operator: it names the file and what to do, and needs no stack trace.</summary>
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
