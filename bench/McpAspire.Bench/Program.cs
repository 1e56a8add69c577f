using System.Globalization;
using McpAspire.Bench;
using McpAspire.Bench.Hosts;

if (args is ["serve", var kind, var tools])
{
    return await BenchHost.RunAsync(kind, int.Parse(tools, CultureInfo.InvariantCulture));
}

if (args is ["--help"])
{
    await Console.Out.WriteLineAsync(BenchOptions.Usage);
    return 0;
}

try
{
    return await BenchRun.RunAsync(BenchOptions.Read(args));
}
catch (FormatException exception)
{
    await Console.Error.WriteLineAsync($"{exception.Message}\n\n{BenchOptions.Usage}");
    return 2;
}
