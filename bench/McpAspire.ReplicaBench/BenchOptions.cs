using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace McpAspire.ReplicaBench;

/// <summary>What the command line says.</summary>
/// <param name="Chaos">How long to break what the servers depend on: <c>--chaos</c>, seconds; <see langword="null"/> without it, when replicas are killed and rolled instead.</param>
/// <param name="Seed">Which faults and calls: <c>--seed</c>, default 1.</param>
internal sealed record BenchOptions(TimeSpan? Chaos, int Seed)
{
    public static BenchOptions Read(string[] args)
    {
        var given = new ConfigurationBuilder().AddCommandLine(args).Build();
        return new(
            given["chaos"] is { } seconds ? TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture)) : null,
            int.Parse(given["seed"] ?? "1", CultureInfo.InvariantCulture));
    }
}
