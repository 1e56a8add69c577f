using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using McpAspire.Bench.Report;
using McpAspire.Bench.Runs;
using McpAspire.Bench.Servers;
using McpAspire.Testing.Wire;

namespace McpAspire.Bench.Verbs;

/// <summary>
/// Bodies just below the size limit with as many JSON values as fit, all at once, and connections that send 300 bytes a second, with the
/// heap limit of the chart.
/// </summary>
internal static class HostileVerb
{
    private const int Bodies = 250;

    /// <summary>Below the limit of 256 KiB, so that the bodies are read.</summary>
    private const int BodyBytes = 255_000;

    private const int SlowBodies = 300;
    private const int BytesPerSecond = 300;
    private const int SlowSeconds = 10;
    private const string Accept = "application/json, text/event-stream";

    /// <summary>75 % of the chart's memory limit of 1 GiB, in hexadecimal, and the chart's other setting.</summary>
    private static readonly (string, string)[] PodSettings = [("DOTNET_GCHeapHardLimit", "30000000"), ("DOTNET_GCConserveMemory", "5")];

    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(1);

    public static async Task RunAsync(BenchRun run)
    {
        await using var backend = await RunningBackend.StartAsync();
        foreach (var contestant in await run.With(run.Options with { Only = [Catalog.Product.Key], IsPinned = false }).ContestantsAsync())
        {
#pragma warning disable CA2000 // Disposed by await using.
            await using var server = await RunningServer.StartAsync(contestant, backend, hook: false, tools: 1, PodSettings);
#pragma warning restore CA2000
            await Load.LoadGenerator.FirstAsync(server.Address, contestant.CallOf(contestant.NewestRevision));
            await MeasureAsync(run, contestant, server, $"{Bodies} bodies of 255 KB at once", mayRefuse: true, SendBodiesAsync);
            await MeasureAsync(
                run, contestant, server, $"{SlowBodies} slow bodies beside one caller", mayRefuse: false, SendSlowBodiesAsync);
        }
    }

    private static async Task MeasureAsync(
        BenchRun run,
        Contestant contestant,
        RunningServer server,
        string name,
        bool mayRefuse,
        Func<RunningServer, Task<IReadOnlyList<int>>> send)
    {
        server.Usage.ResetPeak();
        using var stopping = new CancellationTokenSource();
        var probing = ProbeAsync(server.Address, stopping.Token);
        var start = Stopwatch.GetTimestamp();
        var statuses = await send(server);
        var elapsed = Stopwatch.GetElapsedTime(start);
        await stopping.CancelAsync();
        run.Figures.Add("hostile", contestant.Key, contestant.Name, name,
        [
            ("seconds", elapsed.TotalSeconds),
            .. statuses.GroupBy(static status => status).OrderBy(static group => group.Key)
                .Select(static group => (group.Key == 0 ? "no response" : $"status {group.Key}", (double)group.Count())),
            (Quantities.ServerErrors, statuses.Count(status => status is 0 or >= 500 && !(mayRefuse && status is 503))),
            ("live max ms", (await probing).TotalMilliseconds),
            (Quantities.PeakMemory, server.Usage.PeakMiB),
        ]);
    }

    private static async Task<IReadOnlyList<int>> SendBodiesAsync(RunningServer server)
    {
        var ones = new StringBuilder("[1").Insert(2, ",1", BodyBytes / 2).Append(']').ToString();
        var arrays = new StringBuilder("[[]").Insert(3, ",[]", BodyBytes / 3).Append(']').ToString();
        var filters = new JsonObject { ["a"] = JsonNode.Parse(ones) };
        var query = McpCall.Tool(Revision.November2025, "query_data", new() { ["dataset"] = "users", ["filters"] = filters });
        var list = McpCall.Of(Revision.November2025, "tools/list", new() { ["_meta"] = new JsonObject { ["a"] = JsonNode.Parse(arrays) } });
        var (even, odd) = (Request(server, query.Body), Request(server, list.Body));
        return await Task.WhenAll(Enumerable.Range(0, Bodies).Select(number => SendAsync(server.Address, number % 2 == 0 ? even : odd)));
    }

    /// <returns>The statuses of one caller that calls while the slow bodies arrive.</returns>
    private static async Task<IReadOnlyList<int>> SendSlowBodiesAsync(RunningServer server)
    {
        var call = McpCall.Tool(Revision.November2025, "get_user_profile", new() { ["user_id"] = "123" });
        using var stopping = new CancellationTokenSource(TimeSpan.FromSeconds(SlowSeconds));
        var slow = Task.WhenAll(Enumerable.Range(0, SlowBodies).Select(_ => DripAsync(server.Address, stopping.Token)));
        var statuses = new List<int>();
        while (!stopping.IsCancellationRequested)
        {
            statuses.Add(await SendAsync(server.Address, Request(server, call.Body)));
        }

        await slow;
        return statuses;
    }

    private static byte[] Request(RunningServer server, string body) => new RawRequest(
        "POST /mcp HTTP/1.1",
        [("Host", server.Address.Authority), ("Connection", "close"), ("Content-Type", "application/json"), ("Accept", Accept)],
        Encoding.UTF8.GetBytes(body)).ToBytes();

    private static async Task<int> SendAsync(Uri server, byte[] request)
    {
        using var timeout = new CancellationTokenSource(Timeout);
        try
        {
            return (await RawHttp.SendAsync(server, request, closes: false, timeout.Token))?.Status ?? 0;
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or System.Net.Sockets.SocketException)
        {
            return 0;
        }
    }

    private static async Task DripAsync(Uri server, CancellationToken stopping)
    {
        var head = $"POST /mcp HTTP/1.1\r\nHost: {server.Authority}\r\nContent-Type: application/json\r\nAccept: {Accept}\r\n";
        try
        {
            using var client = new System.Net.Sockets.TcpClient();
            await client.ConnectAsync(server.Host, server.Port, stopping);
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"{head}Content-Length: 100000\r\n\r\n"), stopping);
            using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
            var piece = Encoding.ASCII.GetBytes(new string(' ', BytesPerSecond));
            while (await timer.WaitForNextTickAsync(stopping))
            {
                await client.GetStream().WriteAsync(piece, stopping);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or System.Net.Sockets.SocketException)
        {
            // The server may close a connection that is too slow.
        }
    }

    /// <returns>The longest time that <c>/health/live</c> took.</returns>
    private static async Task<TimeSpan> ProbeAsync(Uri server, CancellationToken stopping)
    {
        using var sockets = new SocketsHttpHandler();
        using var http = new HttpClient(sockets) { Timeout = Timeout };
        var max = TimeSpan.Zero;
        while (!stopping.IsCancellationRequested)
        {
            var start = Stopwatch.GetTimestamp();
            using var response = await http.GetAsync(new Uri(server, "/health/live"), CancellationToken.None);
            max = Stopwatch.GetElapsedTime(start) is var elapsed && (elapsed > max || !response.IsSuccessStatusCode) ? elapsed : max;
            await Task.Delay(TimeSpan.FromMilliseconds(50), CancellationToken.None);
        }

        return max;
    }
}
