using McpAspire.ServiceDefaults.Health;
using McpAspire.ServiceDefaults.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace McpAspire.Tests.Unit.Identity;

[Trait("Category", "Unit")]
public sealed class AccessTokenSourceTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().AddSingleton<TokenMetrics>().BuildServiceProvider();
    private readonly ManualTime _time = new(_ => false);
    private readonly FakeEntra _entra;
    private readonly AccessTokenSource _tokens;

    public AccessTokenSourceTests()
    {
        _entra = new FakeEntra(_time);
        _tokens = Create(new() { TenantId = "t", ClientId = "c", ClientSecret = new("s"), Scopes = "api://b/.default" });
    }

    public void Dispose()
    {
        _tokens.Dispose();
        _entra.Dispose();
        _services.Dispose();
    }

    [Fact]
    public async Task Requests_one_token_for_fifty_callers()
    {
        var gate = new TaskCompletionSource();
        _entra.Gate = gate.Task;
        var callers = Enumerable.Range(0, 50).Select(_ => _tokens.GetAsync(Cancellation).AsTask()).ToList();
        gate.SetResult();

        Assert.All(await Task.WhenAll(callers), token => Assert.Equal("token-1", token));
        Assert.Equal(1, _entra.Asked);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n")]
    public async Task Reports_an_empty_token_file(string content)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, content, Cancellation);
        _entra.Failure = new Azure.Identity.AuthenticationFailedException("the assertion is empty");
        using var events = new RecordedEvents();
        using var loggers = LoggerFactory.Create(logging => logging.AddProvider(events));
        using var tokens = Create(
            new() { TenantId = "t", ClientId = "c", FederatedTokenFile = file, Scopes = "api://b/.default" }, loggers);

        var failure = await Assert.ThrowsAsync<AccessTokenException>(() => tokens.GetAsync(Cancellation).AsTask());
        var health = await new AccessTokenHealthCheck(tokens, _time).CheckHealthAsync(new(), Cancellation);

        Assert.Equal("Azure token acquisition failed: the token file is empty.", failure.Message);
        Assert.Equal("NO_TOKEN", health.Data["error_code"]);
        Assert.Contains(events.All, static one => one.Text.Contains("(Missing), the token file is empty", StringComparison.Ordinal));
        File.Delete(file);
    }

    [Fact]
    public async Task Readiness_says_that_no_token_is_checked_without_an_identity()
    {
        using var tokens = Create(new());

        var health = await new AccessTokenHealthCheck(tokens, _time).CheckHealthAsync(new(), Cancellation);

        Assert.Equal(HealthEndpoints.NotChecked, health);
    }

    [Fact]
    public async Task A_canceled_caller_does_not_cancel_the_shared_request()
    {
        var gate = new TaskCompletionSource();
        _entra.Gate = gate.Task;
        using var impatient = new CancellationTokenSource();
        var first = _tokens.GetAsync(impatient.Token).AsTask();
        var second = _tokens.GetAsync(Cancellation).AsTask();
        await _entra.NextRequestAsync();

        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        gate.SetResult();

        Assert.Equal("token-1", await second);
        Assert.Equal(1, _entra.Asked);
    }

    [Fact]
    public async Task Renews_in_the_background_five_minutes_before_expiry()
    {
        await _tokens.GetAsync(Cancellation);
        await _entra.NextRequestAsync();

        _time.Advance(TimeSpan.FromMinutes(54));
        Assert.Equal(1, _entra.Asked);
        _time.Advance(TimeSpan.FromMinutes(1));
        await _entra.NextRequestAsync();

        await UntilAsync("token-2");
        Assert.Equal(2, _entra.Asked);
    }

    [Fact]
    public async Task Waits_thirty_seconds_after_a_renewal_that_returned_the_same_token()
    {
        _entra.Text = "same";
        await _tokens.GetAsync(Cancellation);
        await _entra.NextRequestAsync();
        var gate = new TaskCompletionSource();
        (_entra.Gate, _entra.Lifetime) = (gate.Task, TimeSpan.FromMinutes(4));
        _time.Advance(TimeSpan.FromMinutes(55));
        await _entra.NextRequestAsync();
        var renewed = _tokens.ReplaceAsync("same", Cancellation);
        gate.SetResult();
        await renewed;

        _time.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal(2, _entra.Asked);
        _time.Advance(TimeSpan.FromSeconds(1));
        await _entra.NextRequestAsync().WaitAsync(TimeSpan.FromSeconds(10), Cancellation);
    }

    [Fact]
    public async Task Returns_the_old_token_while_renewal_fails()
    {
        await _tokens.GetAsync(Cancellation);
        await _entra.NextRequestAsync();
        _entra.Failure = FakeEntra.Refusal("AADSTS90033");

        _time.Advance(TimeSpan.FromMinutes(55));
        await _entra.NextRequestAsync();

        Assert.Equal("token-1", await _tokens.GetAsync(Cancellation));
    }

    [Fact]
    public async Task Replaces_a_rejected_token_bypassing_the_cache_of_the_credential()
    {
        var rejected = Assert.IsType<string>(await _tokens.GetAsync(Cancellation));

        var replaced = await Task.WhenAll(_tokens.ReplaceAsync(rejected, Cancellation), _tokens.ReplaceAsync(rejected, Cancellation));

        Assert.All(replaced, token => Assert.Equal("token-2", token));
        Assert.Equal("token-2", await _tokens.ReplaceAsync(rejected, Cancellation));
        Assert.Equal(2, _entra.Asked);
    }

    [Fact]
    public async Task Reports_only_the_code_of_a_refusal()
    {
        _entra.Failure = FakeEntra.Refusal("AADSTS700016");

        var exception = await Assert.ThrowsAsync<AccessTokenException>(async () => await _tokens.GetAsync(Cancellation));

        Assert.Equal(("AADSTS700016", "Azure token acquisition failed: AADSTS700016."), (exception.Code, exception.Message));
    }

    [Fact]
    public async Task Requests_again_after_a_failure()
    {
        _entra.Failure = FakeEntra.Refusal("AADSTS90033");
        await Assert.ThrowsAsync<AccessTokenException>(async () => await _tokens.GetAsync(Cancellation));
        _entra.Failure = null;

        Assert.Equal("token-2", await _tokens.GetAsync(Cancellation));
    }

    [Fact]
    public async Task Fails_after_three_seconds()
    {
        _entra.Gate = Task.Delay(Timeout.Infinite, Cancellation);
        var caller = _tokens.GetAsync(Cancellation).AsTask();
        await _entra.NextRequestAsync();

        _time.Advance(TimeSpan.FromSeconds(3));

        Assert.Null((await Assert.ThrowsAsync<AccessTokenException>(() => caller)).Code);
    }

    [Fact]
    public async Task Has_no_token_without_a_scope()
    {
        using var tokens = Create(new IdentityOptions());

        Assert.Null(await tokens.GetAsync(Cancellation));
        Assert.Equal(0, _entra.Asked);
    }

    private AccessTokenSource Create(IdentityOptions options, ILoggerFactory? loggers = null) => new(
        Options.Create(options),
        () => CredentialSelector.Select(options) == CredentialKind.None ? null : _entra.CreateCredential(),
        _time,
        _services.GetRequiredService<TokenMetrics>(),
        loggers ?? NullLoggerFactory.Instance);

    /// <summary>The response was received, but may not be stored yet.</summary>
    private async Task UntilAsync(string token)
    {
        while (await _tokens.GetAsync(Cancellation) != token)
        {
            Cancellation.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
