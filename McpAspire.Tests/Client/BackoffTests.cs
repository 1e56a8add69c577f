using McpAspire.Client.Connection;

namespace McpAspire.Tests.Client;

public sealed class BackoffTests
{
    [Fact]
    public void Doubles_the_wait_up_to_the_maximum_with_jitter_of_at_most_half()
    {
        var backoff = new Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));

        foreach (var seconds in (double[])[1, 2, 4, 8, 16, 30, 30])
        {
            Assert.InRange(backoff.Next().TotalSeconds, seconds / 2, seconds);
        }
    }

    [Fact]
    public void Starts_again_after_a_success()
    {
        var backoff = new Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));
        backoff.Next();
        backoff.Next();

        backoff.Reset();

        Assert.InRange(backoff.Next().TotalSeconds, 0.5, 1);
    }
}
