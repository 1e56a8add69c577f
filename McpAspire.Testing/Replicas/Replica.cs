using System.Net;

namespace McpAspire.Testing.Replicas;

/// <summary>One server behind the proxy, whose readiness is probed ten times a second.</summary>
internal sealed class Replica : IAsyncDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(100);

    /// <summary>The timeout of a kubelet's probe.</summary>
    private static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(3);

    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _becameReady = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HttpMessageInvoker _http;
    private readonly Task _probing;
    private volatile bool _isReady;
    private int _inFlight;

    public Replica(Uri address, HttpMessageInvoker http)
    {
        (Address, _http) = (address, http);
        _probing = ProbeAsync();
    }

    public Uri Address { get; }

    public bool IsReady => _isReady;

    /// <summary>Completes when it is ready for the first time.</summary>
    public Task BecameReady => _becameReady.Task;

    /// <summary>Number of requests without a response.</summary>
    public int InFlight => Volatile.Read(ref _inFlight);

    public void BeginRequest() => Interlocked.Increment(ref _inFlight);

    public void EndRequest() => Interlocked.Decrement(ref _inFlight);

    /// <summary>Marks it as not ready until the next probe.</summary>
    public void MarkUnreachable() => _isReady = false;

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _probing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _becameReady.TrySetCanceled();
        _stopping.Dispose();
    }

    private async Task ProbeAsync()
    {
        using var timer = new PeriodicTimer(Period);
        do
        {
            _isReady = await IsReadyAsync();
            if (_isReady)
            {
                _becameReady.TrySetResult();
            }
        }
        while (await timer.WaitForNextTickAsync(_stopping.Token));
    }

    private async Task<bool> IsReadyAsync()
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        timeout.CancelAfter(ProbeTimeout);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Address, "/health/ready"));
            using var response = await _http.SendAsync(request, timeout.Token);
            return response.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception exception) when (exception is HttpRequestException
            || (exception is OperationCanceledException && !_stopping.IsCancellationRequested))
        {
            return false;
        }
    }
}
