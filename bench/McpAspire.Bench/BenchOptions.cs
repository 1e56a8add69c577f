using System.Globalization;
using McpAspire.Bench.Parts;

namespace McpAspire.Bench;

/// <summary>What the command line says.</summary>
internal sealed record BenchOptions
{
    public const string Usage = """
        dotnet run -c Release --project bench/McpAspire.Bench -- [options]
          --only a,b,…         the servers, by their letters; default all of a to g
          --parts calls,…      what to measure: calls, start, size, dataset, tools, memory, readiness; default all
          --connections 1,16   for calls; default 1,16,50,64
          --repetitions 5      rounds, in each of which every server has its turn
          --seconds 3          how long one turn takes
          --warm-up 5          seconds of load before the first turn
          --variant 'TieredPGO off:DOTNET_TieredPGO=0'
                               measures the .NET servers also with these variables (NAME=VALUE, separated by commas); path=… runs a published server instead. Repeatable
          --pin no             lets server and load share all cores; default yes, where taskset is
          --short              few and short turns, under 2 minutes; ends with 1 if a ratio is off by a wide margin
          --output folder      for report.md and report.json; default bench-results
        """;

    private static readonly string[] AllParts = [CallsPart.Name, StartPart.Name, SizePart.Name, DatasetPart.Name, ToolsPart.Name, MemoryPart.Name, ReadinessPart.Name];

    public IReadOnlyList<string> Only { get; init; } = ["a", "b", "c", "d", "e", "f", "g"];

    public IReadOnlyList<string> Parts { get; init; } = AllParts;

    public IReadOnlyList<int> Connections { get; init; } = [1, 16, 50, 64];

    public int Repetitions { get; init; } = 5;

    public TimeSpan Turn { get; init; } = TimeSpan.FromSeconds(3);

    public TimeSpan WarmUp { get; init; } = TimeSpan.FromSeconds(5);

    public IReadOnlyList<Variant> Variants { get; init; } = [Variant.None];

    public bool IsPinned { get; init; } = true;

    public bool IsShort { get; init; }

    public string Output { get; init; } = "bench-results";

    /// <exception cref="FormatException">An option is unknown, or its value wrong.</exception>
    public static BenchOptions Read(string[] args)
    {
        var options = Array.IndexOf(args, "--short") >= 0
            ? new BenchOptions { IsShort = true, Only = ["a", "b", "c", "d", "e"], Parts = [CallsPart.Name], Connections = [16], Repetitions = 3, Turn = TimeSpan.FromSeconds(1.5), WarmUp = TimeSpan.FromSeconds(3) }
            : new BenchOptions();
        for (var index = 0; index < args.Length; index++)
        {
            options = args[index] == "--short" ? options : options.With(args[index], index + 1 < args.Length ? args[++index] : throw new FormatException($"{args[index]} needs a value."));
        }

        return options;
    }

    private BenchOptions With(string name, string value) => name switch
    {
        "--only" => this with { Only = List(name, value, ["a", "b", "c", "d", "e", "f", "g"]) },
        "--parts" => this with { Parts = List(name, value, AllParts) },
        "--connections" => this with { Connections = [.. value.Split(',').Select(Number)] },
        "--repetitions" => this with { Repetitions = Number(value) },
        "--seconds" => this with { Turn = Seconds(value) },
        "--warm-up" => this with { WarmUp = Seconds(value) },
        "--variant" => this with { Variants = [.. Variants, Variant.Parse(value)] },
        "--pin" => this with { IsPinned = value is "yes" or "no" ? value == "yes" : throw new FormatException("--pin is yes or no.") },
        "--output" => this with { Output = value },
        _ => throw new FormatException($"There is no option {name}."),
    };

    private static string[] List(string name, string value, string[] known) =>
        value.Split(',') is var given && Array.Find(given, item => !known.Contains(item, StringComparer.Ordinal)) is { } wrong
            ? throw new FormatException($"{name} has no {wrong}, but {string.Join(", ", known)}.")
            : given;

    private static int Number(string value) => int.Parse(value, NumberStyles.None, CultureInfo.InvariantCulture) is > 0 and var number ? number : throw new FormatException("A number must be above 0.");

    private static TimeSpan Seconds(string value) => TimeSpan.FromSeconds(double.Parse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture));
}
