using System.Net;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using McpAspire.Server.Backend;
using McpAspire.Server.Errors;
using McpAspire.Server.Http;
using McpAspire.Server.Pipeline;
using McpAspire.Server.Tools;

namespace McpAspire.MicroBench;

/// <summary>What the server does itself for every call, and for one that fails.</summary>
public class CallBenchmarks
{
    private static readonly byte[] Message = /*lang=json,strict*/ """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"create_ticket","arguments":{"title":"Printer","description":"It does not print.","priority":"high"}}}"""u8.ToArray();

    private static readonly Dictionary<string, JsonElement> Right = Arguments(/*lang=json,strict*/ """{"title":"Printer","description":"It does not print.","priority":"high"}""");
    private static readonly Dictionary<string, JsonElement> Wrong = Arguments(/*lang=json,strict*/ """{"title":"","description":1,"priority":"highest","colour":"red"}""");

    private readonly ToolParameters _parameters = ToolParameters.Of(typeof(CreateTicketTool).GetMethod("CallAsync")!);
    private readonly BackendException _notFound = BackendException.Answered(HttpStatusCode.NotFound);

    [Benchmark]
    public bool CheckMessage() => MessageRules.Check(Message, out _, out _) is null;

    [Benchmark]
    public int CheckRightArguments() => _parameters.Check(Right).Count;

    [Benchmark]
    public int CheckWrongArguments() => _parameters.Check(Wrong).Count;

    [Benchmark]
    public bool MapError() => ToolErrorMapper.FromException(_notFound).Retryable;

    private static Dictionary<string, JsonElement> Arguments(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.EnumerateObject().ToDictionary(static member => member.Name, static member => member.Value.Clone(), StringComparer.Ordinal);
    }
}
