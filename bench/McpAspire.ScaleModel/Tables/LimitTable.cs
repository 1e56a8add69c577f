using McpAspire.ScaleModel.Autoscaling;
using McpAspire.ScaleModel.Measured;
using McpAspire.ScaleModel.Simulation;
using static McpAspire.ScaleModel.Tables.Markdown;

namespace McpAspire.ScaleModel.Tables;

/// <summary>What a load of 1, 10, 100 and 1000 times asks of everything around the pods.</summary>
internal static class LimitTable
{
    private const double Base = 500;
    private const int Zones = 3;
    private const double BackendSeconds = 0.05;

    /// <summary><c>Backend:ConnectionLifetime</c>, in seconds.</summary>
    private const double ConnectionLifetime = 120;

    /// <summary>A and AAAA of a name of the own namespace, which the first of the search domains answers.</summary>
    private const int QueriesInside = 2;

    /// <summary>A and AAAA in three search domains of the cluster, one of Azure, and at last as it is: <c>ndots:5</c>.</summary>
    private const int QueriesOutside = 10;

    /// <summary>Ports of one address of a NAT gateway.</summary>
    private const int NatPorts = 64_512;

    /// <summary>A node with 4 cores less what AKS and the agents of a node keep.</summary>
    private const double CoresOfNode = 3.4;

    /// <summary>A token of an hour is renewed 5 minutes before its end.</summary>
    private const double TokenRenewals = 60.0 / 55;

    /// <summary>The chart's <c>podMonitor.interval</c>, in seconds.</summary>
    private const double ScrapeInterval = 30;

    private static readonly double[] Factors = [1, 10, 100, 1000];

    public static IEnumerable<string> Of(Figures figures)
    {
        var server = ChartDefaults.Server(figures);
        var platform = new Platform();
        var perPod = server.CallsAt(ChartDefaults.CpuRequest * ChartDefaults.CpuTarget);
        var podSeconds = platform.Scheduling + platform.ImagePull + Pod.ProbeDelay;
        int Pods(double factor)
        {
            return Math.Max(ChartDefaults.MinReplicas, (int)Math.Ceiling(Calls(factor) / perPod));
        }

        return Table(["", .. Factors.Select(static factor => $"{factor:0}×")],
        [
            Line("calls/s", Calls),
            Line("pods at the HPA's target", load => Pods(load)),
            Line("pods with one of 3 zones lost", load => Math.Ceiling(Pods(load) * (double)Zones / (Zones - 1))),
            Line("cores requested", load => Pods(load) * ChartDefaults.CpuRequest),
            Line("nodes of 4 cores", load => Math.Ceiling(Pods(load) * ChartDefaults.CpuRequest / CoresOfNode)),
            Line($"calls under way at the backend, {Number(BackendSeconds * 1000)} ms each", load => Calls(load) * BackendSeconds),
            Line("the same if it hangs: all places taken", load => Pods(load) * server.BackendPlaces),
            Line("new connections to the backend each second", load => Calls(load) * BackendSeconds / ConnectionLifetime),
            Line("DNS queries/s for a Service", load => Calls(load) * BackendSeconds / ConnectionLifetime * QueriesInside),
            Line("DNS queries/s for a name outside", load => Calls(load) * BackendSeconds / ConnectionLifetime * QueriesOutside),
            Line("NAT ports of a backend outside", load => Math.Ceiling(Calls(load) * BackendSeconds)),
            Line("NAT ports if it hangs", load => Pods(load) * server.BackendPlaces),
            Line("addresses for those", load => Math.Ceiling(Pods(load) * server.BackendPlaces / (double)NatPorts)),
            Line("requests for tokens each hour", load => Math.Round(Pods(load) * TokenRenewals)),
            Line("requests for tokens in the second in which all start", load => Pods(load)),
            LineOf($"roll-out, `rollingUpdate.maxSurge` {ChartDefaults.MaxSurge}", load => Duration(Pods(load) / (double)ChartDefaults.MaxSurge * podSeconds)),
            LineOf("roll-out, `maxSurge` a quarter of the pods", load => Duration(4 * podSeconds)),
            LineOf("HPA from 2 pods to there, chart", load => Climb(Pods(load), ChartDefaults.ScaleUp)),
            LineOf("HPA from 2 pods to there, 4 pods a minute", load => Climb(Pods(load), ChartDefaults.ScaleUp with { Policies = [ChartDefaults.ScaleUp.Policies[0]] })),
            LineOf("HPA from 2 pods to there, Kubernetes' own", load => Climb(Pods(load), ScalingRules.DefaultUp)),
            Line("log, GiB a day", load => Calls(load) * figures.Process.LogBytesPerCall * 86_400 / (1 << 30)),
            Line("series of metrics", load => Pods(load) * figures.Process.MetricSeries),
            Line("scraped KiB each second", load => Pods(load) * figures.Process.ScrapeBytes / ScrapeInterval / 1024),
        ]);
    }

    private static double Calls(double factor) => factor * Base;

    private static IReadOnlyList<string> Line(string name, Func<double, double> value) => LineOf(name, factor => Number(value(factor)));

    private static IReadOnlyList<string> LineOf(string name, Func<double, string> value) => [name, .. Factors.Select(value)];

    /// <summary>How long the policies take, if pods were ready and measured at once.</summary>
    private static string Climb(int pods, ScalingRules up)
    {
        var autoscaler = new Autoscaler(new(ChartDefaults.MinReplicas, pods, up, ScalingRules.DefaultDown));
        var now = 0;
        for (var current = ChartDefaults.MinReplicas; (current = autoscaler.Next(now, current, pods)) < pods;)
        {
            now += Autoscaler.SyncPeriod;
        }

        return Duration(now);
    }
}
