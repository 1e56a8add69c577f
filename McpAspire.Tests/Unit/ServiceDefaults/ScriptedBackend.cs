using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;

namespace McpAspire.Tests.Unit.ServiceDefaults;

/// <summary>Handles requests with the next step of a script; repeats the last step.</summary>
internal sealed class ScriptedBackend(params Func<CancellationToken, Task<HttpResponseMessage>>[] script) : HttpMessageHandler
{
    private readonly ConcurrentQueue<Func<CancellationToken, Task<HttpResponseMessage>>> _script = new(script);
    private int _calls;

    public static Func<CancellationToken, Task<HttpResponseMessage>> Works { get; } = Answer(HttpStatusCode.OK);

    public static Func<CancellationToken, Task<HttpResponseMessage>> Fails { get; } = Answer(HttpStatusCode.ServiceUnavailable);

    public int Calls => _calls;

    public static Func<CancellationToken, Task<HttpResponseMessage>> Answer(HttpStatusCode status, TimeSpan? retryAfter = null) => _ =>
    {
        var response = new HttpResponseMessage(status);
        response.Headers.RetryAfter = retryAfter is { } delay ? new RetryConditionHeaderValue(delay) : null;
        return Task.FromResult(response);
    };

    public static Func<CancellationToken, Task<HttpResponseMessage>> Break() =>
        _ => throw new HttpRequestException("The connection was reset.");

    /// <summary>Advances the clock, then never responds.</summary>
    public static Func<CancellationToken, Task<HttpResponseMessage>> Hang(ManualTime time, TimeSpan by) => async cancellationToken =>
    {
        time.Advance(by);
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        throw new InvalidOperationException();
    };

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _calls);
        _script.TryDequeue(out var step);
        if (_script.IsEmpty)
        {
            _script.Enqueue(step!);
        }

        return step!(cancellationToken);
    }
}
