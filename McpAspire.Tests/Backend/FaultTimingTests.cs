using System.Net;
using McpAspire.MockBackend.Faults;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace McpAspire.Tests.Backend;

[Trait("Category", "Integration")]
public sealed class FaultTimingTests : IAsyncLifetime
{
    private readonly BackendDataDirectory _directory = new();
    private readonly ManualTime _time = new(static _ => true);
    private readonly BackendFixture _backend;

    public FaultTimingTests()
    {
        _backend = new BackendFixture(
            _directory,
            builder => builder.ConfigureTestServices(services => services.AddSingleton<TimeProvider>(_time)));
    }

    public ValueTask InitializeAsync() => _backend.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await _backend.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task The_API_is_called_after_a_delay()
    {
        await _backend.InjectAsync("delay=60000");
        await _backend.GetAsync("/users/123").ReadAsync();

        Assert.Equal([TimeSpan.FromSeconds(60)], _time.Skipped);
    }

    [Fact]
    public async Task A_delay_precedes_another_fault()
    {
        await _backend.InjectAsync("status=503;delay=60000");
        await _backend.GetAsync("/users/123").ReadProblemAsync(HttpStatusCode.ServiceUnavailable);

        Assert.Equal([TimeSpan.FromSeconds(60)], _time.Skipped);
    }

    [Fact]
    public async Task A_slow_body_is_unchanged_with_a_pause_after_each_byte()
    {
        var whole = (await _backend.GetAsync("/users/123").ReadAsync()).GetRawText();
        await _backend.InjectAsync("body=slow;interval=7000");
        var slow = (await _backend.GetAsync("/users/123").ReadAsync()).GetRawText();

        Assert.Equal(whole, slow);
        Assert.Equal(Enumerable.Repeat(TimeSpan.FromSeconds(7), whole.Length), _time.Skipped);
    }

    [Fact]
    public async Task A_hang_ends_with_its_caller_and_with_the_process()
    {
        await _backend.InjectAsync("hang;count=2");
        var first = _backend.GetAsync("/users/123");
        await TakenAsync(1);
        _backend.Client.CancelPendingRequests();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);

        using var http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = _backend.Address };
        var second = http.GetAsync(new Uri("/users/123", UriKind.Relative), Cancellation);
        await TakenAsync(2);
        await _backend.DisposeAsync();
        await Assert.ThrowsAsync<HttpRequestException>(() => second);
    }

    private async Task TakenAsync(int requests)
    {
        var counter = _backend.Services.GetRequiredService<RequestCounter>();
        while (counter.All.Sum(count => count.Count) < requests)
        {
            Cancellation.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
