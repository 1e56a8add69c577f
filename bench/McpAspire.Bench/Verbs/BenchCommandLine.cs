using System.CommandLine;
using System.Globalization;
using McpAspire.Bench.Runs;
using McpAspire.Bench.Servers;

namespace McpAspire.Bench.Verbs;

/// <summary>The command line: the verbs and the options that they share.</summary>
internal sealed class BenchCommandLine
{
    private readonly Option<string> _only = Shared("--only", "a,b,…", "Servers of calls and start, by letter.", "a,b,c,d,e,f,g,h");
    private readonly Option<string> _connections = Shared("--connections", "N,N,…", "Connections of calls.", "1,16,64");
    private readonly Option<int> _rounds = Shared("--rounds", "N", "Rounds, in each of which every server has its turn.", 5);
    private readonly Option<double> _turn = Shared("--seconds", "S", "Duration of a turn.", 3.0);
    private readonly Option<double> _warmUp = Shared("--warm-up", "S", "Duration of the load before the first turn.", 5.0);
    private readonly Option<int> _tools = Shared("--tools", "N", "Number of tools of the servers with a trivial tool.", 1);
    private readonly Option<int> _resultBytes = Shared("--result-bytes", "N", "Length of the trivial tool's result; 0 for a few bytes.", 0);
    private readonly Option<bool> _noPin = Shared("--no-pin", "", "Let server and load share all cores.", false);
    private readonly Option<string> _output = Shared("--output", "DIR", "Folder for report.md and report.json.", "bench-results");
    private readonly Option<string[]> _variants = new("--variant")
    {
        HelpName = "NAME:VAR=VALUE,…",
        Description = "Measures the .NET servers also with these variables; path=DIR runs a published server. Repeatable.",
        Recursive = true,
        DefaultValueFactory = static _ => [],
    };

    private readonly Argument<string> _duration = new("duration")
    {
        Description = "For example 30s or 10m.",
        DefaultValueFactory = static _ => "1m",
    };

    private readonly Option<int> _seed = new("--seed")
    {
        Description = "Decides what is sent and what breaks.",
        DefaultValueFactory = static _ => 1,
    };

    private readonly Option<string> _url = new("--url") { Description = "The MCP endpoint to fuzz.", Required = true };
    private readonly Option<int?> _pid = new("--pid") { Description = "The server's process, whose memory is reported." };

    private BenchCommandLine()
    {
    }

    public static RootCommand Create()
    {
        var line = new BenchCommandLine();
        var fuzz = line.Timed("fuzz", "Sends randomly changed requests to a running server.", (run, command, duration) =>
            FuzzVerb.RunAsync(run, new(command.GetValue(line._url)!), duration, command.GetValue(line._seed), command.GetValue(line._pid)));
        fuzz.Options.Add(line._url);
        fuzz.Options.Add(line._pid);
        fuzz.Options.Add(line._seed);
        var chaos = line.Timed("chaos", "Breaks what three servers depend on, while callers go on.", (run, command, duration) =>
            ChaosVerb.RunAsync(run, duration, command.GetValue(line._seed)));
        chaos.Options.Add(line._seed);
        return new("Measures the server beside baselines, and writes one report.")
        {
            line._only, line._connections, line._rounds, line._turn, line._warmUp, line._tools, line._resultBytes, line._variants,
            line._noPin, line._output,
            line.Verb("numbers", "The table of goals; half an hour with two variants.", static (run, _) => NumbersVerb.RunAsync(run)),
            line.Verb("gate", "A short run that fails if a speed ratio is far off.", static (run, _) => GateVerb.RunAsync(run)),
            line.Verb("calls", "Cost of one call, by server and number of connections.", static (run, _) => CallsVerb.RunAsync(run)),
            line.Verb("start", "Process start to first call, and the first seconds after it.", static (run, _) => StartVerb.RunAsync(run)),
            line.Verb("memory", "Resident memory over 300 000 calls.", static (run, _) => MemoryVerb.RunAsync(run)),
            line.Verb("readiness", "The readiness probe while the backend hangs.", static (run, _) => ReadinessVerb.RunAsync(run)),
            line.Verb("openapi", "What an OpenAPI document costs at startup and per call.", static (run, _) => OpenApiVerb.RunAsync(run)),
            line.Verb("hostile", "Hostile bodies at once, and slow bodies beside a caller.", static (run, _) => HostileVerb.RunAsync(run)),
            line.Timed("results", "A large dataset, page by page.", static (run, _, duration) => ResultsVerb.RunAsync(run, duration)),
            line.Timed(
                "replicas", "Three replicas: killed, then rolled.", static (run, _, duration) => ReplicasVerb.RunAsync(run, duration)),
            chaos,
            fuzz,
            line.Verb("micro", "The cached tokens of a call.", static (run, _) => MicroVerb.RunAsync(run)),
        };
    }

    /// <param name="text">For example <c>30s</c> or <c>10m</c>.</param>
    /// <exception cref="FormatException">The text has another form.</exception>
    private static TimeSpan ToDuration(string text)
    {
        var number = double.Parse(text[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        return text[^1] switch
        {
            's' => TimeSpan.FromSeconds(number),
            'm' => TimeSpan.FromMinutes(number),
            _ => throw new FormatException($"'{text}' is not a duration such as 30s or 10m."),
        };
    }

    private static Option<T> Shared<T>(string name, string helpName, string description, T value) => new(name)
    {
        HelpName = helpName,
        Description = description,
        Recursive = true,
        DefaultValueFactory = _ => value,
    };

    private Command Timed(string name, string description, Func<BenchRun, ParseResult, TimeSpan, Task> run)
    {
        var verb = Verb(name, description, (bench, command) => run(bench, command, ToDuration(command.GetValue(_duration)!)));
        verb.Arguments.Add(_duration);
        return verb;
    }

    private Command Verb(string name, string description, Func<BenchRun, ParseResult, Task> run)
    {
        var verb = new Command(name, description);
        verb.SetAction(command => BenchRun.RunAsync(OptionsOf(command), bench => run(bench, command)));
        return verb;
    }

    private BenchOptions OptionsOf(ParseResult command) => new()
    {
        Only = command.GetValue(_only)!.Split(','),
        Connections = [.. command.GetValue(_connections)!.Split(',').Select(static text => int.Parse(text, CultureInfo.InvariantCulture))],
        Rounds = command.GetValue(_rounds),
        Turn = TimeSpan.FromSeconds(command.GetValue(_turn)),
        WarmUp = TimeSpan.FromSeconds(command.GetValue(_warmUp)),
        Tools = command.GetValue(_tools),
        ResultBytes = command.GetValue(_resultBytes),
        Variants = [.. command.GetValue(_variants)!.Select(Variant.Parse)],
        IsPinned = !command.GetValue(_noPin),
        Output = command.GetValue(_output)!,
    };
}
