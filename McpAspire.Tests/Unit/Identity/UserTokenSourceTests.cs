using System.Collections.Concurrent;
using Azure.Core;
using CsCheck;
using McpAspire.ServiceDefaults.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace McpAspire.Tests.Unit.Identity;

[Trait("Category", "Unit")]
public sealed class UserTokenSourceTests : IAsyncDisposable
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().AddSingleton<TokenMetrics>().BuildServiceProvider();
    private readonly ManualTime _time = new();
    private readonly ConcurrentQueue<string> _exchanged = new();
    private readonly UserTokenSource _source;

    public UserTokenSourceTests() => _source = new(
        new IdentityOptions(),
        user => new Exchange(this, user),
        _time,
        _services.GetRequiredService<TokenMetrics>(),
        NullLoggerFactory.Instance);

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    [Fact]
    public async Task A_token_is_kept_by_user_and_scopes()
    {
        Assert.Equal("ada.a.1", await GetAsync("ada", "a"));
        Assert.Equal("ada.b.2", await GetAsync("ada", "b"));
        Assert.Equal("ben.a.3", await GetAsync("ben", "a"));
        Assert.Equal("ada.a.1", await GetAsync("ada", "a"));
    }

    [Theory]
    [InlineData(60)]
    [InlineData(20)]
    public async Task A_token_is_exchanged_again_when_it_or_the_token_of_the_user_expires(int minutesOfUser)
    {
        var end = _time.GetUtcNow() + TimeSpan.FromMinutes(minutesOfUser);
        Assert.Equal("ada.a.1", await GetAsync("ada", "a", end));

        _time.Advance(TimeSpan.FromMinutes(Math.Min(minutesOfUser, 59)) - TimeSpan.FromSeconds(1));
        Assert.Equal("ada.a.1", await GetAsync("ada", "a", end));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("ada.a.2", await GetAsync("ada", "a", end));
    }

    [Fact]
    public async Task Of_2000_users_the_1000_most_recently_used_are_kept()
    {
        for (var user = 0; user < 2_000; user++)
        {
            await GetAsync($"user{user}", "a");
            // Used again and again, so never removed.
            await GetAsync("user0", "a");
        }

        _exchanged.Clear();
        foreach (var user in Enumerable.Range(1_001, 999).Append(0))
        {
            await GetAsync($"user{user}", "a");
        }

        Assert.Empty(_exchanged);
        await GetAsync("user1000", "a");
        Assert.Equal(["user1000"], _exchanged);
    }

    [Fact]
    public async Task Callers_who_report_the_same_rejected_token_share_its_replacement()
    {
        var token = User("ada", "a");
        var rejected = (await _source.GetAsync(token, Cancellation))!;

        var replaced = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _source.ReplaceAsync(token, rejected, Cancellation)));

        Assert.All(replaced, static text => Assert.Equal("ada.a.2", text));
        Assert.Equal("ada.a.2", await GetAsync("ada", "a"));
    }

    [Fact]
    public async Task A_caller_who_leaves_ends_no_exchange_of_others()
    {
        var gate = new TaskCompletionSource();
        Gate = gate.Task;
        using var leaving = new CancellationTokenSource();
        var left = _source.GetAsync(User("ada", "a"), leaving.Token).AsTask();
        var stays = GetAsync("ada", "a");

        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        gate.SetResult();

        Assert.Equal("ada.a.1", await stays);
    }

    [Fact]
    public async Task A_failed_exchange_is_repeated_by_the_next_call()
    {
        Failure = FakeEntra.Refusal("AADSTS65001");
        var refused = await Assert.ThrowsAsync<UserTokenException>(() => GetAsync("ada", "a"));
        Failure = null;

        Assert.Equal("AADSTS65001", refused.Code);
        Assert.Equal("ada.a.2", await GetAsync("ada", "a"));
    }

    /// <summary>Random users, scopes, rejections and jumps of the clock, from several threads at once.</summary>
    [Fact]
    public void No_user_ever_gets_the_token_of_another() =>
        Gen.Select(Gen.Int[0, 4], Gen.Int[0, 2], Gen.Int[0, 9]).Array[1, 200].Sample(
            steps => Parallel.ForEachAsync(steps, Cancellation, async (step, cancellationToken) =>
            {
                var (user, scope, action) = ($"user{step.Item1}", $"scope{step.Item2}", step.Item3);
                var token = (await _source.GetAsync(User(user, scope), cancellationToken))!;
                Assert.StartsWith($"{user}.{scope}.", token, StringComparison.Ordinal);
                if (action is 0)
                {
                    _time.Advance(TimeSpan.FromMinutes(31));
                }
                else if (action is 1)
                {
                    token = (await _source.ReplaceAsync(User(user, scope), token, cancellationToken))!;
                    Assert.StartsWith($"{user}.{scope}.", token, StringComparison.Ordinal);
                }
            }).GetAwaiter().GetResult(),
            iter: 50,
            threads: 1);

    private Exception? Failure { get; set; }

    private Task Gate { get; set; } = Task.CompletedTask;

    private UserToken User(string name, string scopes, DateTimeOffset? end = null) =>
        new(_source, new(name), end ?? (_time.GetUtcNow() + Hour + Hour), scopes);

    private async Task<string?> GetAsync(string user, string scopes, DateTimeOffset? end = null) =>
        await _source.GetAsync(User(user, scopes, end), Cancellation);

    /// <summary>Issues numbered tokens that name their user and scope, valid for one hour.</summary>
    private sealed class Exchange(UserTokenSourceTests tests, string user) : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public override async ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            tests._exchanged.Enqueue(user);
            var number = tests._exchanged.Count;
            await tests.Gate.WaitAsync(cancellationToken);
            return tests.Failure is { } failure ? throw failure
                : new($"{user}.{Assert.Single(requestContext.Scopes)}.{number}", tests._time.GetUtcNow() + Hour);
        }
    }
}
