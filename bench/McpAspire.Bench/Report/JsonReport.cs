using System.Text.Json.Serialization;

namespace McpAspire.Bench.Report;

/// <summary>The same for programs, with the value of each repetition.</summary>
internal sealed record JsonReport(RunInfo Run, IReadOnlyList<Figure> Figures, IReadOnlyList<Ratio> Ratios);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(JsonReport))]
internal sealed partial class ReportJsonContext : JsonSerializerContext;
