namespace McpAspire.ServiceDefaults.Resilience;

/// <summary>Records when a request began, before its first attempt: the time left before the deadline decides whether to retry.</summary>
internal sealed class RequestStart(TimeProvider time) : DelegatingHandler
{
    private static readonly HttpRequestOptionsKey<long> Key = new("McpAspire.RequestStart");

    public static TimeSpan Elapsed(HttpRequestMessage request, TimeProvider time) =>
        request.Options.TryGetValue(Key, out var start) ? time.GetElapsedTime(start) : TimeSpan.Zero;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Options.Set(Key, time.GetTimestamp());
        return base.SendAsync(request, cancellationToken);
    }
}
