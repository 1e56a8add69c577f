using System.Text.Json;

namespace McpAspire.Testing.Queries;

/// <summary>A result of <c>query_data</c> or of a list, with its size on the wire.</summary>
/// <param name="BodyBytes">All bytes of the HTTP body.</param>
/// <param name="Result">The JSON-RPC result.</param>
internal sealed record QueryPage(int BodyBytes, JsonElement Result)
{
    public bool IsError => Result.TryGetProperty("isError", out var error) && error.GetBoolean();

    public string Text => Result.GetProperty("content")[0].GetProperty("text").GetString()!;

    public JsonElement Content => Result.GetProperty("structuredContent");

    public JsonElement.ArrayEnumerator Rows => Content.GetProperty("data").EnumerateArray();

    public int? NextSkip => Content.TryGetProperty("next_skip", out var next) ? next.GetInt32() : null;

    /// <summary>Reads a body, an event stream or plain JSON.</summary>
    public static QueryPage Read(ReadOnlyMemory<byte> body)
    {
        var json = body;
        if (body.Span[0] != (byte)'{')
        {
            var data = "\ndata: "u8;
            json = body[(body.Span.LastIndexOf(data) + data.Length)..];
            json = json[..json.Span.IndexOf((byte)'\n')];
        }

        return new(body.Length, JsonElement.Parse(json.Span).GetProperty("result"));
    }
}
