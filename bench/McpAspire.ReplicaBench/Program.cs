using System.Reflection;
using McpAspire.ReplicaBench;

var options = BenchOptions.Read(args);
var metadata = Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().ToDictionary(item => item.Key, item => item.Value);
await Console.Out.WriteAsync($"{metadata["Configuration"]}, {Environment.ProcessorCount} cores, ");

var faults = options.Chaos is { } duration ? await ChaosBench.RunAsync(duration, options.Seed) : await ReplicaRun.RunAsync();
foreach (var fault in faults)
{
    await Console.Error.WriteLineAsync(fault);
}

return faults.Count == 0 ? 0 : 1;
