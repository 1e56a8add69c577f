using System.Collections.Concurrent;
using System.Text;
using McpAspire.Testing.Wire;

namespace McpAspire.Testing.Fuzzing;

/// <summary>Sends changed requests and counts the responses.</summary>
internal sealed class FuzzRun(Uri server, ulong seed)
{
    /// <summary>Timeout that counts as a hang: longer than the 5 seconds that Kestrel waits for a slow or unread body.</summary>
    private static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(30);

    private const int MaxFailures = 20;

    /// <summary>Number of responses by status; 0 stands for a connection that closed without a response.</summary>
    public ConcurrentDictionary<int, int> Statuses { get; } = new();

    /// <summary>Requests with status 500 or without a response.</summary>
    public ConcurrentQueue<string> Failures { get; } = new();

    /// <summary>Whether a call without changes succeeds.</summary>
    public async Task<bool> IsServedAsync(CancellationToken cancellationToken) =>
        await RawHttp.SendAsync(server, FuzzRequest.Valid(server).ToBytes(), closes: false, cancellationToken) is { Status: 200 };

    public Task SendAsync(IEnumerable<int> numbers, int parallel, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            numbers,
            new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = cancellationToken },
            async (number, stop) => await SendAsync(number, stop));

    private async Task SendAsync(int number, CancellationToken cancellationToken)
    {
        var bytes = FuzzRequest.Create(server, seed, number).ToBytes();
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(ResponseTimeout);
        try
        {
            var answer = await RawHttp.SendAsync(server, bytes, closes: false, timeout.Token);
            var status = answer?.Status ?? 0;
            Statuses.AddOrUpdate(status, 1, static (_, count) => count + 1);
            if (status is 500)
            {
                Fail(number, answer!.Body, bytes);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            Fail(number, "no answer", bytes);
        }
    }

    private void Fail(int number, string what, byte[] request)
    {
        if (Failures.Count < MaxFailures)
        {
            var sent = Encoding.Latin1.GetString(request.AsSpan(0, Math.Min(request.Length, 2000)));
            Failures.Enqueue($"seed {seed}, number {number}: {what[..Math.Min(what.Length, 500)]}\n{sent}");
        }
    }
}
