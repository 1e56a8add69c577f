using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using McpAspire.Bench.Report;
using McpAspire.Bench.Runs;
using McpAspire.Bench.Servers;

namespace McpAspire.Bench.Verbs;

/// <summary>How long the readiness probe takes while the backend accepts connections and never responds.</summary>
internal static class ReadinessVerb
{
    public static async Task RunAsync(BenchRun run)
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var sockets = new SocketsHttpHandler();
        using var http = new HttpMessageInvoker(sockets);
        foreach (var contestant in await run.With(run.Options with { Only = [Catalog.Product.Key] }).ContestantsAsync())
        {
            await using var server = await RunningServer.StartAsync(
                contestant, backend: null, hook: false, tools: 1, ("BACKEND_API_URL", $"http://{silent.LocalEndpoint}"));
            for (var round = 0; round < run.Options.Rounds; round++)
            {
                var start = Stopwatch.GetTimestamp();
                using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server.Address, "/health/ready"));
                using var response = await http.SendAsync(request, CancellationToken.None);
                run.Figures.Add("readiness", contestant.Key, contestant.Name, $"backend hangs: {(int)response.StatusCode}",
                    (Quantities.Time, Stopwatch.GetElapsedTime(start).TotalMilliseconds));
            }
        }
    }
}
