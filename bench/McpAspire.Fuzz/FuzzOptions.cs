using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace McpAspire.Fuzz;

/// <summary>What the command line says.</summary>
/// <param name="Url">The server; required.</param>
/// <param name="Duration">How long to send: <c>--minutes</c>, default 5.</param>
/// <param name="Seed">Which requests: <c>--seed</c>, default 1. The same seed sends the same requests.</param>
/// <param name="Parallel">How many at once: <c>--parallel</c>, default 8.</param>
/// <param name="ProcessId">The server's process, whose memory is shown: <c>--pid</c>, default none.</param>
internal sealed record FuzzOptions(Uri Url, TimeSpan Duration, ulong Seed, int Parallel, int? ProcessId)
{
    /// <returns><see langword="null"/> without a URL.</returns>
    public static FuzzOptions? Read(string[] args)
    {
        var given = new ConfigurationBuilder().AddCommandLine(args).Build();
        return Uri.TryCreate(given["url"], UriKind.Absolute, out var url)
            ? new(
                url,
                TimeSpan.FromMinutes(double.Parse(given["minutes"] ?? "5", CultureInfo.InvariantCulture)),
                ulong.Parse(given["seed"] ?? "1", CultureInfo.InvariantCulture),
                int.Parse(given["parallel"] ?? "8", CultureInfo.InvariantCulture),
                given["pid"] is { } pid ? int.Parse(pid, CultureInfo.InvariantCulture) : null)
            : null;
    }
}
