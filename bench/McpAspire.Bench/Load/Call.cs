using System.Text;
using McpAspire.Testing.Wire;

namespace McpAspire.Bench.Load;

/// <summary>An HTTP request as bytes.</summary>
/// <param name="Request">The whole HTTP request.</param>
/// <param name="Marker">Text that every correct response contains, and no other.</param>
internal sealed record Call(byte[] Request, byte[] Marker)
{
    public static Call Of(McpCall call, string marker) =>
        new(RawRequest.Of(new("http://localhost"), "/mcp", call).ToBytes(), Encoding.UTF8.GetBytes(marker));

    /// <exception cref="InvalidDataException">The response is incorrect.</exception>
    public void Check(ReadOnlySpan<byte> response)
    {
        if (response.IndexOf(Marker) < 0)
        {
            var beginning = Encoding.UTF8.GetString(response[..Math.Min(response.Length, 2000)]);
            throw new InvalidDataException($"The response lacks {Encoding.UTF8.GetString(Marker)}: {beginning}");
        }
    }
}
