namespace McpAspire.MockBackend.Faults;

/// <summary>Writes unexpected response bodies.</summary>
internal static class SpoiledBody
{
    // Neither JSON nor, with 0xFF, UTF-8.
    private static readonly byte[] GarbageBytes = [.. "}{ not json "u8, 0xFF, 0xFE, 0x00];

    private static readonly byte[] HtmlBytes =
        [.. "<!DOCTYPE html>\n<html><head><title>Bad gateway</title></head><body><h1>Bad gateway</h1></body></html>\n"u8];

    public static ReadOnlyMemory<byte> Garbage => GarbageBytes;

    public static ReadOnlyMemory<byte> Html => HtmlBytes;

    /// <summary>Writes a body with a matching length.</summary>
    public static async Task WriteAsync(HttpContext context, ReadOnlyMemory<byte> body, string? contentType)
    {
        context.Response.ContentType = contentType;
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    /// <summary>Writes a JSON object of <paramref name="size" /> bytes, in chunks.</summary>
    public static async Task WriteHugeAsync(HttpContext context, int size)
    {
        var (response, cancellationToken) = (context.Response, context.RequestAborted);
        response.ContentType = "application/json";
        var head = "{\"padding\":\""u8.ToArray();
        var tail = "\"}"u8.ToArray();
        var padding = new byte[64 * 1024];
        padding.AsSpan().Fill((byte)'x');
        await response.Body.WriteAsync(head, cancellationToken);
        for (var remaining = size - head.Length - tail.Length; remaining > 0; remaining -= padding.Length)
        {
            await response.Body.WriteAsync(padding.AsMemory(0, Math.Min(remaining, padding.Length)), cancellationToken);
        }

        await response.Body.WriteAsync(tail, cancellationToken);
    }
}
