using McpAspire.ScaleModel.Autoscaling;

namespace McpAspire.ScaleModel.Simulation;

/// <summary>The pods of one Deployment, its callers and its autoscaler. The same input gives the same outcome.</summary>
/// <param name="server">What runs in each pod.</param>
/// <param name="platform">The cluster.</param>
/// <param name="settings">The autoscaler.</param>
/// <param name="targets">What that looks at.</param>
internal sealed class Cluster(PodServer server, Platform platform, AutoscalerSettings settings, Targets targets)
{
    /// <summary>From a reading of metrics-server to the controller that uses it, in seconds.</summary>
    private const int ReadingAge = 8;

    /// <summary>The chart's <c>podMonitor.interval</c>, in seconds.</summary>
    private const int ScrapeInterval = 30;

    private readonly List<Pod> _pods = [];
    private readonly Autoscaler _autoscaler = new(settings);
    private double _underWay;

    /// <summary>Each ready pod gets the same share of the calls; who is refused does not call again.</summary>
    public Outcome Run(Scenario scenario, int? initialPods = null)
    {
        var first = initialPods ?? PodsFor(scenario.Load(0));
        _pods.AddRange(Enumerable.Range(0, first).Select(_ => Pod.LongReady(server, scenario.IsWarm)));
        var (pods, ready) = (new List<int>(), new List<int>());
        var (calls, refused, servedAfter) = (0.0, 0.0, 0);
        for (var now = 0; now < scenario.Seconds; now++)
        {
            var load = scenario.Load(now);
            var lost = Serve(now, load);
            (calls, refused) = (calls + load, refused + lost);
            servedAfter = lost > 0 ? now + 1 - scenario.ChangesAt : servedAfter;
            Scale(now);
            pods.Add(_pods.Count);
            ready.Add(_pods.Count(static pod => pod.IsReady));
        }

        return new(pods, ready, calls, refused, servedAfter);
    }

    /// <summary>Pods that the autoscaler settles at, by CPU.</summary>
    private int PodsFor(double load) => Math.Clamp((int)Math.Ceiling((load / server.CallsAt(server.CpuRequest * (targets.Cpu ?? 1))) - 1e-9), settings.MinReplicas, settings.MaxReplicas);

    private double Serve(int now, double load)
    {
        var share = load / Math.Max(1, _pods.Count(static pod => pod.IsReady));
        var lost = _pods.TrueForAll(static pod => !pod.IsReady) ? load : 0;
        foreach (var pod in _pods)
        {
            lost += pod.Run(now, pod.IsReady ? share : 0);
        }

        return lost;
    }

    private void Scale(int now)
    {
        if ((now + 1) % Pod.MetricResolution == 0)
        {
            _pods.ForEach(pod => pod.Read(now));
        }

        if (now % ScrapeInterval == 0)
        {
            _underWay = _pods.Sum(static pod => pod.UnderWay);
        }

        if (now % Autoscaler.SyncPeriod == ReadingAge)
        {
            Resize(_autoscaler.Next(now, _pods.Count, Recommendations(now).Max()), now);
        }
    }

    private IEnumerable<int> Recommendations(int now)
    {
        if (targets.Cpu is { } cpu)
        {
            yield return ReplicaCalculator.ByUtilization([.. _pods.Select(pod => pod.Observe(now, cpu: true))], cpu, isCpu: true, now);
        }

        if (targets.Memory is { } memory)
        {
            yield return ReplicaCalculator.ByUtilization([.. _pods.Select(pod => pod.Observe(now, cpu: false))], memory, isCpu: false, now);
        }

        if (targets.CallsUnderWay is { } underWay)
        {
            yield return ReplicaCalculator.ByTotal(_pods.Count, _underWay, underWay);
        }
    }

    /// <summary>Pods that are not ready go first, then the youngest. They end without losing a call: see the replicas in docs/PERFORMANCE.md.</summary>
    private void Resize(int wanted, int now)
    {
        while (_pods.Count > wanted)
        {
            _pods.RemoveAt(_pods.FindLastIndex(static pod => !pod.IsReady) is >= 0 and var index ? index : _pods.Count - 1);
        }

        while (_pods.Count < wanted)
        {
            _pods.Add(new(server, now + platform.Scheduling + platform.ImagePull + (_pods.Count < platform.Room ? 0 : platform.NewNode)));
        }
    }
}
