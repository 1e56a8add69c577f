using System.Diagnostics;

namespace McpAspire.Tests.Conformance;

/// <summary>The built server as a process of its own, on a free port.</summary>
internal sealed class ServerProcess : IDisposable
{
    private const string Announcement = "Now listening on: ";

    /// <summary>Whatever takes longer has gone wrong.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly Process _process;

    private ServerProcess(Process process, Uri endpoint) => (_process, Endpoint) = (process, endpoint);

    /// <summary>Gets the MCP endpoint.</summary>
    public Uri Endpoint { get; }

    /// <summary>Gets the id of the process.</summary>
    public int Id => _process.Id;

    /// <summary>Gets whether the process has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <param name="environment">More variables than the server needs to start.</param>
    public static Task<ServerProcess> StartAsync(params (string Name, string Value)[] environment) => StartAsync(log: null, environment);

    /// <param name="log">Gets every line that the server logs once it listens.</param>
    /// <param name="environment">More variables than the server needs to start.</param>
    public static async Task<ServerProcess> StartAsync(Action<string>? log, params (string Name, string Value)[] environment)
    {
        // Where it is built: beside this program are the files of several services, and the appsettings.json of one of them.
        var here = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
        var directory = Path.GetFullPath(Path.Combine(here, "..", "..", "McpAspire.Server", Path.GetFileName(here)));
        var start = new ProcessStartInfo("dotnet", Path.Combine(directory, "McpAspire.Server.dll"))
        {
            RedirectStandardOutput = true,
            WorkingDirectory = directory,
            Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Development", ["PORT"] = "0", ["BACKEND_API_URL"] = "http://127.0.0.1:9" },
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        try
        {
            var address = await ReadAddressAsync(process.StandardOutput).WaitAsync(Limit);
            // Someone has to read on: a full pipe would stop the server.
            _ = log is null ? process.StandardOutput.BaseStream.CopyToAsync(Stream.Null) : ReadOnAsync(process.StandardOutput, log);
            return new ServerProcess(process, new Uri($"{address}/mcp"));
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            process.Dispose();
            throw;
        }
    }

    /// <summary>Tells the process to stop, as a kubelet does.</summary>
    public async Task TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-s", "TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync().WaitAsync(Limit);
    }

    /// <summary>Ends the process without giving it a chance to do anything.</summary>
    public void Kill() => _process.Kill(entireProcessTree: true);

    public async Task<int> WaitForExitAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Limit);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static async Task ReadOnAsync(StreamReader output, Action<string> log)
    {
        while (await output.ReadLineAsync() is { } line)
        {
            log(line);
        }
    }

    private static async Task<string> ReadAddressAsync(StreamReader output)
    {
        while (await output.ReadLineAsync() is { } line)
        {
            if (line.IndexOf(Announcement, StringComparison.Ordinal) is >= 0 and var at)
            {
                return line[(at + Announcement.Length)..].Split('"', ' ')[0];
            }
        }

        throw new InvalidOperationException("The server ended without listening.");
    }
}
