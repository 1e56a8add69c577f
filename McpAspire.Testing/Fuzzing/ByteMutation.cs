namespace McpAspire.Testing.Fuzzing;

/// <summary>Changes some bytes of a body.</summary>
internal static class ByteMutation
{
    private static readonly byte[][] Pieces =
    [
        [0], [0xFF], [0xC0, 0xAF], [0xEF, 0xBB, 0xBF],
        [.. "\r\n"u8], [.. "\""u8], [.. "{"u8], [.. "]"u8], [.. "\\ud800"u8], [.. "1e999"u8], [.. "/*"u8], [.. ","u8],
        [.. """
            "id":2,
            """u8],
        [.. Enumerable.Repeat((byte)'[', 5000)],
    ];

    public static byte[] Apply(byte[] body, SeedRandom random)
    {
        var at = random.Next(body.Length + 1);
        var count = Math.Min(random.Next(30), body.Length - at);
        return random.Next(5) switch
        {
            0 => [.. body[..at], .. random.Pick(Pieces), .. body[at..]],
            1 => [.. body[..at], .. body[(at + count)..]],
            2 => [.. body[..at], .. body[at..(at + count)], .. body[at..]],
            3 => body[..at],
            _ => [.. body[..at], .. body[at..(at + count)].Select(each => (byte)(each ^ (1 << random.Next(8)))), .. body[(at + count)..]],
        };
    }
}
