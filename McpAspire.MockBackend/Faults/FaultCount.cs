namespace McpAspire.MockBackend.Faults;

/// <summary>How many requests have a fault; null for all of them.</summary>
internal readonly record struct FaultCount(int? Requests)
{
    public static FaultCount All => new(null);

    public static FaultCount One => new(1);
}
