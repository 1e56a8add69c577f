using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using McpAspire.Bench.Contestants;
using McpAspire.Bench.Load;
using McpAspire.ScaleModel.Measured;

namespace McpAspire.ScaleBench;

/// <summary>More callers at once than a server has places, each of whom calls again at once whatever the answer.</summary>
internal static class OverloadPart
{
    private static readonly int[] Callers = [128, 256, 400];
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(8);

    public static async Task<IReadOnlyList<OverloadFigures>> RunAsync(BackendProcess backend, int heapLimit)
    {
        await using var pod = await PodProcess.StartAsync(backend, heapLimit, []);
        await LoadGenerator.WarmUpAsync(pod.Address, Calls.SmallRead, 16, WarmUp);
        var figures = new List<OverloadFigures>();
        foreach (var callers in Callers)
        {
            figures.Add(await RunAsync(pod, callers));
        }

        return figures;
    }

    /// <summary>What a refusal costs: with a single place, nearly all calls get one.</summary>
    public static async Task<RefusalFigures> RefuseAsync(BackendProcess backend, int heapLimit, double cpuPerCall)
    {
        return new(await CostAsync("MAX_CONCURRENT_REQUESTS"), await CostAsync("BACKEND_MAX_CONCURRENT_CALLS"));

        async Task<double> CostAsync(string setting)
        {
            await using var pod = await PodProcess.StartAsync(backend, heapLimit, [], (setting, "1"));
            await LoadGenerator.WarmUpAsync(pod.Address, Calls.SmallRead, 1, WarmUp);
            await RunAsync(pod, Callers[0]);
            var load = await RunAsync(pod, Callers[0]);
            return Math.Round(Math.Max(0, load.CpuSeconds - (load.Answered * cpuPerCall)) * 1e6 / (load.RateLimited + load.Refused));
        }
    }

    private static async Task<OverloadFigures> RunAsync(PodProcess pod, int callers)
    {
        using var sockets = new SocketsHttpHandler();
        using var http = new HttpClient(sockets);
        var (answered, limited, refused) = (0L, 0L, 0L);
        var (start, cpu) = (Stopwatch.GetTimestamp(), pod.CpuSeconds);
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => CallAsync()));
        var elapsed = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return new(callers, Math.Round(answered / elapsed), Math.Round(limited / elapsed), Math.Round(refused / elapsed), Math.Round((pod.CpuSeconds - cpu) / elapsed, 2));

        async Task CallAsync()
        {
            while (Stopwatch.GetElapsedTime(start) < Turn)
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(pod.Address, "/mcp"))
                {
                    Content = new StringContent(Calls.User.Body, Encoding.UTF8, new MediaTypeHeaderValue(Calls.User.ContentType!)),
                };
                foreach (var (name, value) in Calls.User.Headers)
                {
                    request.Headers.TryAddWithoutValidation(name, value);
                }

                using var answer = await http.SendAsync(request);
                var text = await answer.Content.ReadAsStringAsync();
                Interlocked.Increment(ref answer.StatusCode is HttpStatusCode.ServiceUnavailable ? ref refused
                    : ref text.Contains("rate_limited", StringComparison.Ordinal) ? ref limited : ref answered);
            }
        }
    }
}
