namespace Aspire.Hosting.ApplicationModel;

public sealed record ResourceStateSnapshot(string Text, string? Style)
{
#pragma warning disable CA2225 // The real package has the operator, and no method beside it.
    public static implicit operator ResourceStateSnapshot?(string? s)
    {
        return s is null ? null : new(s, null);
    }
#pragma warning restore CA2225
}
