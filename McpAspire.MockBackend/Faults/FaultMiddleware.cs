using McpAspire.MockBackend.Entra;
using McpAspire.ServiceDefaults.Health;

namespace McpAspire.MockBackend.Faults;

/// <summary>Counts requests, and applies the script to them.</summary>
internal sealed partial class FaultMiddleware(
    RequestDelegate next,
    FaultScript script,
    RequestCounter requests,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<FaultMiddleware> logger)
{
    private readonly FaultInjection _injection = new(next, lifetime, time);

    public async Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (request.Path.StartsWithSegments(FaultControl.Path, StringComparison.OrdinalIgnoreCase))
        {
            await LoopbackAddress.OnLoopbackHostAsync(context, next);
            return;
        }

        if (!ProbePaths.Contains(request.Path))
        {
            requests.Add(request);
        }

        if (script.Take(request) is { } fault)
        {
            Log.Injected(logger, fault.Kind, request.Method, request.Path);
            await _injection.InjectAsync(context, fault);
        }
        else
        {
            await next(context);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(30, LogLevel.Information, "Injected the fault {Kind} into {Method} {Path}")]
        public static partial void Injected(ILogger logger, FaultKind kind, string method, PathString path);
    }
}
