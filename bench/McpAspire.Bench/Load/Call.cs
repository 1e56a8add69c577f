using System.Text;

namespace McpAspire.Bench.Load;

/// <summary>A call as bytes.</summary>
/// <param name="Request">The whole HTTP request.</param>
/// <param name="Marker">What every right answer contains, and no other.</param>
internal sealed record Call(byte[] Request, byte[] Marker)
{
    public static Call Of(McpCall call, string marker, string path = "/mcp")
    {
        ArgumentNullException.ThrowIfNull(call);
        var body = Encoding.UTF8.GetBytes(call.Body);
        var head = new StringBuilder($"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: {call.ContentType}\r\nContent-Length: {body.Length}\r\n");
        foreach (var (name, value) in call.Headers)
        {
            head.Append($"{name}: {value}\r\n");
        }

        return new([.. Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()), .. body], Encoding.UTF8.GetBytes(marker));
    }

    /// <exception cref="InvalidDataException">The answer is another one.</exception>
    public void Check(ReadOnlySpan<byte> answer)
    {
        if (answer.IndexOf(Marker) < 0)
        {
            throw new InvalidDataException($"The answer lacks {Encoding.UTF8.GetString(Marker)}: {Encoding.UTF8.GetString(answer[..Math.Min(answer.Length, 2000)])}");
        }
    }
}
