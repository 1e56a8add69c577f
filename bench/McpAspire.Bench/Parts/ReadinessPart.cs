using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using McpAspire.Bench.Contestants;
using McpAspire.Bench.Report;

namespace McpAspire.Bench.Parts;

/// <summary>How long the readiness probe takes when the backend takes connections and never answers.</summary>
internal static class ReadinessPart
{
    public const string Name = "readiness";

    public static async Task RunAsync(BenchOptions options, IReadOnlyList<Contestant> contestants, Figures figures)
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var sockets = new SocketsHttpHandler();
        using var http = new HttpMessageInvoker(sockets);
        foreach (var contestant in contestants.Where(static contestant => contestant.Server is ServerKind.Product))
        {
            var backend = ("BACKEND_API_URL", $"http://{silent.LocalEndpoint}");
            await using var server = await ServerProcess.StartAsync(contestant with { Variant = contestant.Variant with { Environment = [.. contestant.Variant.Environment, backend] } }, backend: null, hook: false);
            for (var round = 0; round < options.Repetitions; round++)
            {
                var start = Stopwatch.GetTimestamp();
                using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server.Address, "/health/ready"));
                using var answer = await http.SendAsync(request, CancellationToken.None);
                figures.Add(Name, contestant.Name, contestant.Key, $"backend hangs: {(int)answer.StatusCode}", ("to the answer, ms", Stopwatch.GetElapsedTime(start).TotalMilliseconds));
            }
        }
    }
}
