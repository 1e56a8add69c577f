using System.Diagnostics;
using System.Globalization;
using McpAspire.Bench.Hosts;
using McpAspire.Bench.Processes;
using McpAspire.BenchKit;

namespace McpAspire.Bench.Contestants;

/// <summary>A contestant that runs.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private const string Product = "McpAspire.Server";

    /// <summary>A backend that is never called.</summary>
    private static readonly (string, string)[] NoBackend = [("BACKEND_API_URL", "http://127.0.0.1:9")];

    private readonly ServiceProcess _process;
    private readonly ResidentMemory _memory;

    private ServerProcess(ServiceProcess process, bool hasHook)
    {
        _process = process;
        _memory = new(process.Id);
        Usage = new(process.Id, hasHook);
    }

    public UsageReader Usage { get; }

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>Resident memory now, in MiB.</summary>
    public long ResidentMiB => _memory.Now;

    /// <param name="contestant">Who.</param>
    /// <param name="backend">What it calls; <see langword="null"/> for one that calls nothing.</param>
    /// <param name="hook">Whether what it allocates is to be known; the hook costs some milliseconds at the start.</param>
    /// <param name="tools">How many tools it has, where that can be chosen.</param>
    public static async Task<ServerProcess> StartAsync(Contestant contestant, BackendProcess? backend, bool hook = true, int tools = 1)
    {
        ArgumentNullException.ThrowIfNull(contestant);
        var hasHook = hook && contestant.IsDotNet;
#pragma warning disable CA2000 // The object made of it owns it.
        var process = new ServiceProcess(Command(contestant, tools),
        [
            ("ASPNETCORE_ENVIRONMENT", "Development"), ("ASPNETCORE_URLS", "http://127.0.0.1:0"), ("HOST", "127.0.0.1"), ("PORT", "0"),
            // As in Production: the line of a call is a part of its cost.
            ("Logging__Console__FormatterName", "json"),
            .. backend?.Settings ?? NoBackend,
            .. contestant.Variant.Environment,
            .. hasHook ? [("DOTNET_STARTUP_HOOKS", typeof(StartupHook).Assembly.Location)] : Array.Empty<(string, string)>(),
        ]);
#pragma warning restore CA2000
        var server = new ServerProcess(process, hasHook);
        server.Address = await server._process.ListeningAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _memory.DisposeAsync();
        await _process.DisposeAsync();
    }

    private static ProcessStartInfo Command(Contestant contestant, int tools) => contestant.Server switch
    {
        ServerKind.Product when contestant.Variant.Folder is { } folder => ServiceProcess.Command(Path.GetFullPath(folder), [.. Machine.ServerPrefix, "dotnet", $"{Product}.dll"]),
        ServerKind.Product => ServiceProcess.Of(Product, Machine.ServerPrefix),
        ServerKind.TypeScript => NodeServers.Command("typescript-sdk.mjs"),
        ServerKind.FastMcp => NodeServers.Command("fastmcp.mjs"),
        ServerKind.Raw => Host(BenchHost.Raw, tools),
        ServerKind.Bare => Host(BenchHost.Bare, tools),
        ServerKind.Pipeline => Host(BenchHost.Pipeline, tools),
        ServerKind.Direct => Host(BenchHost.Direct, tools),
        _ => throw new ArgumentOutOfRangeException(nameof(contestant)),
    };

    /// <summary>This program as a server, with the runtime settings and the log levels of the product's.</summary>
    private static ProcessStartInfo Host(string kind, int tools)
    {
        var product = ServiceProcess.Of(Product).WorkingDirectory;
        return ServiceProcess.Command(product,
        [
            .. Machine.ServerPrefix, "dotnet", "exec", "--runtimeconfig", Path.Combine(product, $"{Product}.runtimeconfig.json"), typeof(BenchHost).Assembly.Location,
            "serve", kind, tools.ToString(CultureInfo.InvariantCulture),
        ]);
    }
}
