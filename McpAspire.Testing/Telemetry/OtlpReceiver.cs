using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace McpAspire.Testing.Telemetry;

/// <summary>Receives OTLP exports over HTTP.</summary>
internal sealed class OtlpReceiver : LoopbackServer
{
    /// <summary>The bodies with their paths: <c>/v1/logs</c>, <c>/v1/metrics</c> or <c>/v1/traces</c>.</summary>
    public ConcurrentQueue<(string Path, byte[] Body)> Exports { get; } = new();

    public static Task<OtlpReceiver> StartAsync() => StartAsync(new OtlpReceiver());

    protected override async Task RespondAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        Exports.Enqueue((context.Request.Path, body.ToArray()));
        context.Response.ContentType = "application/x-protobuf";
    }
}
