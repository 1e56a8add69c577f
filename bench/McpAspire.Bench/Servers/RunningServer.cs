using System.Diagnostics;
using System.Globalization;
using McpAspire.Bench.Hosts;

namespace McpAspire.Bench.Servers;

/// <summary>A contestant as a process.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private const string Product = "McpAspire.Server";

    /// <summary>A backend that is never called.</summary>
    private static readonly (string, string)[] NoBackend = [("BACKEND_API_URL", "http://127.0.0.1:9")];

    private readonly ProgramUnderTest _process;

    private RunningServer(ProgramUnderTest process, bool hasHook) => (_process, Usage) = (process, new(process.Id, hasHook));

    public ProcessUsage Usage { get; }

    public Uri Address => _process.Address;

    /// <param name="contestant">The server.</param>
    /// <param name="backend">Its backend; <see langword="null"/> for one that makes no calls.</param>
    /// <param name="hook">Whether to measure allocation; the hook costs some milliseconds at startup.</param>
    /// <param name="tools">Number of tools, for servers with a trivial tool.</param>
    /// <param name="settings">Further settings.</param>
    public static async Task<RunningServer> StartAsync(
        Contestant contestant, RunningBackend? backend, bool hook = true, int tools = 1, params (string Name, string Value)[] settings)
    {
        var command = Machine.OnServerCore(Command(contestant, tools));
        var hasHook = hook && contestant.IsDotNet && !IsNative(contestant.Variant.Folder);
        var process = ProgramUnderTest.Start(command,
        [
            ("ASPNETCORE_ENVIRONMENT", "Development"), ("ASPNETCORE_URLS", "http://127.0.0.1:0"), ("HOST", "127.0.0.1"), ("PORT", "0"),
            // As in Production: the log line is part of the cost of a call.
            ("Logging__Console__FormatterName", "json"),
            // On the one core that it is pinned to, the runtime would wait ten times as long before it optimizes code. Pods see all cores.
            ("DOTNET_TC_DelaySingleProcMultiplier", "1"),
            .. backend?.Addresses.ServerSettings ?? NoBackend,
            .. contestant.Variant.Environment,
            .. settings,
            .. hasHook ? [("DOTNET_STARTUP_HOOKS", typeof(StartupHook).Assembly.Location)] : Array.Empty<(string, string)>(),
        ]);
        try
        {
            await process.ListeningAsync();
            return new(process, hasHook);
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private static ProcessStartInfo Command(Contestant contestant, int tools) => contestant.Server switch
    {
        ServerKind.Product when contestant.Variant.Folder is { } folder => Published(Path.GetFullPath(folder)),
        ServerKind.Product => ProgramUnderTest.Command(Product),
        ServerKind.TypeScript => NodeServers.Command("servers/typescript-sdk.mjs"),
        ServerKind.FastMcp => NodeServers.Command("servers/fastmcp.mjs"),
        ServerKind.Raw => Host(BenchHost.Raw, tools),
        ServerKind.Bare => Host(BenchHost.Bare, tools),
        ServerKind.Pipeline => Host(BenchHost.Pipeline, tools),
        ServerKind.Direct => Host(BenchHost.Direct, tools),
        ServerKind.Sample => Host(BenchHost.Sample, tools),
        _ => throw new ArgumentOutOfRangeException(nameof(contestant)),
    };

    private static ProcessStartInfo Published(string folder) => IsNative(folder)
        ? new(Path.Combine(folder, Product)) { WorkingDirectory = folder }
        : new("dotnet", [$"{Product}.dll"]) { WorkingDirectory = folder };

    /// <summary>A native executable, which knows no startup hooks.</summary>
    private static bool IsNative(string? folder) => folder is not null && !File.Exists(Path.Combine(folder, $"{Product}.dll"));

    /// <summary>This program as a server, with the runtime settings and the log levels of the product's.</summary>
    private static ProcessStartInfo Host(string kind, int tools)
    {
        var product = ProgramUnderTest.Command(Product);
        var bench = typeof(BenchHost).Assembly.Location;
        // The samples serialize by reflection, which the product turns off.
        var runtime = kind == BenchHost.Sample
            ? Path.ChangeExtension(bench, ".runtimeconfig.json")
            : Path.Combine(product.WorkingDirectory, $"{Product}.runtimeconfig.json");
        var count = tools.ToString(CultureInfo.InvariantCulture);
        return new(product.FileName, ["exec", "--runtimeconfig", runtime, bench, BenchHost.Verb, kind, count])
        {
            WorkingDirectory = product.WorkingDirectory,
        };
    }
}
