namespace McpAspire.MockBackend.Entra;

/// <summary>A value, or the error why there is none.</summary>
internal readonly record struct Outcome<T>(T? Value, EntraError? Error)
    where T : class
{
    public static implicit operator Outcome<T>(T value)
    {
        return new(value, null);
    }

    public static implicit operator Outcome<T>(EntraError error)
    {
        return new(null, error);
    }
}
