using System.Diagnostics;
using System.Text.Json.Nodes;
using McpAspire.Bench.Load;
using McpAspire.Bench.Report;
using McpAspire.Bench.Runs;
using McpAspire.Bench.Servers;

namespace McpAspire.Bench.Verbs;

/// <summary>Cost of an OpenAPI document: at startup, and per call of a generated tool beside a C# tool of that operation.</summary>
internal static class OpenApiVerb
{
    private const string CSharpTool = "C# tool";
    private const string GeneratedTool = "generated tool";
    private const string Start = "to the first call";
    private const int Operations = 1000;
    private const int Selected = 50;
    private const int Connections = 16;

    public static async Task RunAsync(BenchRun run)
    {
        var contestant = (await run.With(run.Options with { Only = [Catalog.Product.Key] }).ContestantsAsync())[^1];
        await using var backend = await RunningBackend.StartAsync();
        var folder = Directory.CreateTempSubdirectory("mcpaspire-bench-");
        try
        {
            var settings = Write(folder, backend.Addresses);
            var native = contestant.CallOf(contestant.NewestRevision);
            var generated = Call.Of(McpCall.Tool(contestant.NewestRevision, "op0", new() { ["id"] = "123" }), "\"id\":\"123\"");
            for (var round = 0; round < run.Options.Rounds; round++)
            {
                var without = await StartAsync(contestant, backend, native, []);
                var with = await StartAsync(contestant, backend, generated, settings);
                run.Figures.Add("openapi", "", CSharpTool, Start, (Quantities.FirstCall, without));
                run.Figures.Add("openapi", "", GeneratedTool, Start, (Quantities.FirstCall, with));
            }

            await using var server = await RunningServer.StartAsync(contestant, backend, hook: true, tools: 1, settings);
            await LoadGenerator.WarmUpAsync(server.Address, native, Connections, run.Options.WarmUp);
            await LoadGenerator.WarmUpAsync(server.Address, generated, Connections, run.Options.WarmUp);
            (string Name, Call Call)[] turns = [(CSharpTool, native), (GeneratedTool, generated)];
            for (var round = 0; round < run.Options.Rounds; round++)
            {
                foreach (var (name, call) in turns)
                {
                    var values = await CallsVerb.MeasureAsync(server, call, Connections, run.Options.Turn);
                    run.Figures.Add("openapi", "", name, $"{Connections} connections", values);
                }
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<double> StartAsync(
        Contestant contestant, RunningBackend backend, Call call, (string Name, string Value)[] settings)
    {
        var start = Stopwatch.GetTimestamp();
        await using var server = await RunningServer.StartAsync(contestant, backend, hook: false, tools: 1, settings);
        await LoadGenerator.FirstAsync(server.Address, call);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    /// <summary>Writes a document with the backend's operation <c>getUser</c> under 1000 names, and a configuration with 50.</summary>
    private static (string Name, string Value)[] Write(DirectoryInfo folder, BackendAddresses addresses)
    {
        var document = JsonNode.Parse(File.ReadAllText(Repository.PathOf("McpAspire.MockBackend", "openapi.json")))!;
        var path = document["paths"]!["/users/{id}"]!;
        var (paths, tools) = (new JsonObject(), new JsonObject());
        for (var number = 0; number < Operations; number++)
        {
            var copy = path.DeepClone();
            copy["get"]!["operationId"] = $"op{number}";
            // The backend serves the first one; the others only have to be read.
            paths[number == 0 ? "/users/{id}" : $"/users{number}/{{id}}"] = copy;
            if (number < Selected)
            {
                tools[$"op{number}"] = new JsonObject();
            }
        }

        document["paths"] = paths;
        File.WriteAllText(Path.Combine(folder.FullName, "api.json"), document.ToJsonString());
        var api = new JsonObject
        {
            ["Document"] = "api.json",
            ["BaseAddress"] = addresses.Backend.AbsoluteUri,
            ["Scopes"] = "api://mcp-backend/.default",
            ["Tools"] = tools,
        };
        var file = Path.Combine(folder.FullName, "apis.json");
        File.WriteAllText(file, new JsonObject { ["Apis"] = new JsonObject { ["users"] = api } }.ToJsonString());
        return [("APIS_FILE", file)];
    }
}
