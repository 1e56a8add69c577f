using System.Net;
using System.Text;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using McpAspire.Server.Backend;
using McpAspire.Server.Calls;
using McpAspire.Server.Http;

namespace McpAspire.Bench.Micro;

/// <summary>The server's own work for every call, and for one that fails.</summary>
public class CallBenchmarks
{
    private const string Valid = /*lang=json,strict*/ """{"title":"Printer","description":"It does not print.","priority":"high"}""";
    private const string Invalid = /*lang=json,strict*/ """{"title":"","description":1,"priority":"highest","colour":"red"}""";

    private static readonly byte[] Message = Encoding.UTF8.GetBytes(
        """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"create_ticket","arguments":""" + Valid + "}}");

    private readonly Dictionary<string, JsonElement> _valid = Arguments(Valid);
    private readonly Dictionary<string, JsonElement> _invalid = Arguments(Invalid);

    private readonly ToolParameters _parameters = new(JsonElement.Parse(/*lang=json,strict*/ """
        {"type":"object","required":["title","description"],"properties":{
          "title":{"type":"string","minLength":1,"maxLength":200},
          "description":{"type":"string","minLength":10,"maxLength":5000},
          "priority":{"type":"string","enum":["low","medium","high","critical"]}}}
        """));
    private readonly BackendException _notFound = BackendException.Answered(HttpStatusCode.NotFound);

    [Benchmark]
    public bool CheckMessage() => MessageReader.Read(Message, JsonText.DefaultMaxTokens).Error is null;

    [Benchmark]
    public int CheckValidArguments() => _parameters.Check(_valid).Count;

    [Benchmark]
    public int CheckInvalidArguments() => _parameters.Check(_invalid).Count;

    [Benchmark]
    public bool MapError() => ToolErrorMapper.FromException(_notFound).Retryable;

    private static Dictionary<string, JsonElement> Arguments(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.EnumerateObject().ToDictionary(static member => member.Name, static member => member.Value.Clone());
    }
}
