using System.Net;

namespace McpAspire.Testing.Replicas;

/// <summary>One server behind the proxy, which is asked ten times a second whether it is ready.</summary>
internal sealed class Replica : IAsyncDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(100);

    /// <summary>A probe that takes longer is a no, as it is to a kubelet.</summary>
    private static readonly TimeSpan ProbeLimit = TimeSpan.FromSeconds(3);

    private readonly CancellationTokenSource _ending = new();
    private readonly TaskCompletionSource _becameReady = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HttpMessageInvoker _http;
    private readonly Task _probing;
    private volatile bool _isReady;
    private int _underWay;

    public Replica(Uri address, HttpMessageInvoker http)
    {
        (Address, _http) = (address, http);
        _probing = ProbeAsync();
    }

    public Uri Address { get; }

    public bool IsReady => _isReady;

    /// <summary>It has been ready for the first time.</summary>
    public Task BecameReady => _becameReady.Task;

    /// <summary>How many requests it has not answered yet.</summary>
    public int UnderWay => Volatile.Read(ref _underWay);

    public void Begin() => Interlocked.Increment(ref _underWay);

    public void End() => Interlocked.Decrement(ref _underWay);

    /// <summary>It cannot be reached; the next probe may find that it can be again.</summary>
    public void TakeOut() => _isReady = false;

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _probing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _becameReady.TrySetCanceled();
        _ending.Dispose();
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
        while (await timer.WaitForNextTickAsync(_ending.Token));
    }

    private async Task<bool> IsReadyAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_ending.Token);
        limit.CancelAfter(ProbeLimit);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Address, "/health/ready"));
            using var response = await _http.SendAsync(request, limit.Token);
            return response.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception exception) when (exception is HttpRequestException || (exception is OperationCanceledException && !_ending.IsCancellationRequested))
        {
            return false;
        }
    }
}
