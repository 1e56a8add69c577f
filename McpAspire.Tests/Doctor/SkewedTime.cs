namespace McpAspire.Tests.Doctor;

/// <summary>A clock that is wrong by <paramref name="skew"/>.</summary>
internal sealed class SkewedTime(TimeSpan skew) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + skew;
}
