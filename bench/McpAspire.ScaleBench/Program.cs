using System.Reflection;
using McpAspire.Bench.Contestants;
using McpAspire.ScaleBench;
using McpAspire.ScaleModel.Measured;

const string Usage = """
    dotnet run -c Release --project bench/McpAspire.ScaleBench -- [part] [file]
      part   start, load, overload, memory or small-memory: measures that alone, and keeps the other figures of the file
      file   default bench/McpAspire.ScaleModel/figures.json
    """;
const int Rows = 2000;
// 75 % of the memory limit, as .NET takes it in a container: of 1 GiB, the chart's default, and of 256 MiB.
const int HeapLimit = 768;
const int SmallHeapLimit = 192;
string[] parts = ["start", "load", "overload", "memory", "small-memory"];

var part = args is [var first, ..] && parts.Contains(first) ? first : null;
var files = part is null ? args : args[1..];
if (files is ["--help"] or { Length: > 1 })
{
    await Console.Out.WriteLineAsync(Usage);
    return files is ["--help"] ? 0 : 2;
}

var path = files is [var file] ? file : "bench/McpAspire.ScaleModel/figures.json";
var metadata = Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().ToDictionary(static item => item.Key, static item => item.Value);
var figures = (File.Exists(path) ? FiguresJson.Read(path) : new() { Machine = "", MeasuredOn = default, Starts = [], Loads = [], Overloads = [], Refusals = new(0, 0), Memory = [], Process = new(0, 0, 0, 0) }) with
{
    Machine = $"{Machine.Description}; .NET {Environment.Version}, {metadata["Configuration"]}",
    MeasuredOn = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().Date),
};

await Machine.PinAsync();
await using var backend = await BackendProcess.StartAsync(Rows);
foreach (var name in part is null ? parts : [part])
{
    await Console.Error.WriteLineAsync(name);
    figures = await MeasureAsync(name, figures);
    FiguresJson.Write(path, figures);
}

return 0;

async Task<Figures> MeasureAsync(string name, Figures so)
{
    switch (name)
    {
        case "start":
            return so with { Starts = await StartPart.RunAsync(backend, HeapLimit) };
        case "load":
            var (loads, process) = await LoadPart.RunAsync(backend, HeapLimit);
            return so with { Loads = loads, Process = process };
        case "overload":
            return so with { Overloads = await OverloadPart.RunAsync(backend, HeapLimit), Refusals = await OverloadPart.RefuseAsync(backend, HeapLimit, so.CpuPerCall) };
        default:
            var memory = await MemoryPart.RunAsync(backend, name is "memory" ? HeapLimit : SmallHeapLimit);
            return so with { Memory = [.. so.Memory.Where(other => other.HeapLimit != memory.HeapLimit).Append(memory).OrderByDescending(static one => one.HeapLimit)] };
    }
}

