namespace McpAspire.Bench.Report;

/// <summary>What was measured of one server under the same conditions.</summary>
/// <param name="Part">The part of the run.</param>
/// <param name="Server">Who.</param>
/// <param name="Key">The server's letter.</param>
/// <param name="Case">The conditions.</param>
/// <param name="Values">By quantity, the value of each repetition.</param>
internal sealed record Figure(string Part, string Server, string Key, string Case, Dictionary<string, List<double>> Values);
