using System.Diagnostics;
using McpAspire.LogBench;
using McpAspire.ServiceDefaults;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

const int Lines = 500_000;

using var activity = new Activity("call").SetIdFormat(ActivityIdFormat.W3C).Start();
Console.WriteLine("| | ns a line | bytes allocated a line | characters |");
Console.WriteLine("|---|---|---|---|");
Measure("McpAspire: guard and JSON line", isOurs: true, withScopes: false);
Measure(".NET: JSON console formatter", isOurs: false, withScopes: false);
Measure("McpAspire, in a request's scope", isOurs: true, withScopes: true);
Measure(".NET, in a request's scope", isOurs: false, withScopes: true);

static void Measure(string name, bool isOurs, bool withScopes)
{
    var builder = Host.CreateEmptyApplicationBuilder(new() { EnvironmentName = Environments.Production });
    using var lines = new LinesInMemory();
    builder.Logging.AddJsonConsole(options => options.IncludeScopes = true);
    if (isOurs)
    {
        builder.AddTelemetry();
    }

    builder.Logging.ClearProviders().AddProvider(lines);
    using var host = builder.Build();
    lines.Use(host.Services.GetServices<ConsoleFormatter>().First(formatter => formatter.Name == ConsoleFormatterNames.Json));
    var logger = host.Services.GetRequiredService<ILoggerFactory>().CreateLogger("McpAspire.Server.Pipeline.ToolErrorFilter");
    using var scope = withScopes ? logger.BeginScope(new KeyValuePair<string, object?>[] { new("ConnectionId", "0HNQ7RGOUJQMJ"), new("RequestId", "0HNQ7RGOUJQMJ:00000001"), new("RequestPath", "/mcp") }) : null;

    Write(logger, Lines / 5);
    var (bytes, start) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.GetTimestamp());
    Write(logger, Lines);
    var elapsed = Stopwatch.GetElapsedTime(start);
    Console.WriteLine($"| {name} | {elapsed.TotalNanoseconds / Lines:F0} | {(GC.GetAllocatedBytesForCurrentThread() - bytes) / Lines} | {lines.Line.Length} |");
}

static void Write(ILogger logger, int lines)
{
    for (var line = 0; line < lines; line++)
    {
        Log.BackendFailed(logger, "get_user_profile", "BACKEND_ERROR", "not_found", line);
    }
}
