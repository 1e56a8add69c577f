using Azure.Core;
using McpAspire.ServiceDefaults.Identity;

namespace McpAspire.Tests.Unit.Identity;

[Trait("Category", "Unit")]
public sealed class KeptTokenTests
{
    private static readonly DateTimeOffset End = new(2030, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Theory]
    [InlineData(-60)]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(48 * 60)]
    public void Is_never_usable_after_its_expiry(int minutesAfterExpiry)
    {
        var kept = KeptToken.Of(new AccessToken("token", End), End.AddMinutes(minutesAfterExpiry), TimeSpan.FromMinutes(5));

        Assert.Equal(End, kept.EndsAt);
        Assert.InRange(kept.UsableUntil, End.AddSeconds(-30), End);
    }
}
