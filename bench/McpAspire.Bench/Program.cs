using System.Globalization;
using McpAspire.Bench.Hosts;
using McpAspire.Bench.Verbs;

return args is [BenchHost.Verb, var kind, var tools]
    ? await BenchHost.RunAsync(kind, int.Parse(tools, CultureInfo.InvariantCulture))
    : await BenchCommandLine.Create().Parse(args).InvokeAsync();
