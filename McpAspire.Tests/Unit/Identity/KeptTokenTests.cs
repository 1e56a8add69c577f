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

    [Fact]
    public void Is_renewed_when_Entra_requests_it_and_unused_in_its_last_30_seconds()
    {
        var now = End.AddHours(-1);
        var token = new AccessToken("token", End, now.AddMinutes(20));

        var kept = KeptToken.Of(token, now, TimeSpan.FromMinutes(5));

        Assert.Equal((now.AddMinutes(20), End.AddSeconds(-30)), (kept.RenewAt, kept.UsableUntil));
    }
}
