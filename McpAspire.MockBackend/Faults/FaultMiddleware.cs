using System.Diagnostics.CodeAnalysis;
using McpAspire.MockBackend.Entra;
using McpAspire.MockBackend.Problems;
using McpAspire.ServiceDefaults.Health;

namespace McpAspire.MockBackend.Faults;

/// <summary>Chooses the fault of a request: that of its header, otherwise that of the script.</summary>
internal sealed partial class FaultMiddleware(
    RequestDelegate next,
    FaultScript script,
    RequestCounter requests,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<FaultMiddleware> logger)
{
    public const string Header = "X-Mock-Fault";

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

        if (!TryTake(request, out var fault, out var problem))
        {
            await ProblemResults.Invalid(new Dictionary<string, string[]> { [Header] = [$"The fault {problem}."] }).ExecuteAsync(context);
        }
        else if (fault is null)
        {
            await next(context);
        }
        else
        {
            Log.Injected(logger, fault.Kind, request.Method, request.Path);
            await _injection.InjectAsync(context, fault);
        }
    }

    private bool TryTake(HttpRequest request, out Fault? fault, [NotNullWhen(false)] out string? problem)
    {
        (fault, problem) = (null, null);
        if (!request.Headers.TryGetValue(Header, out var header))
        {
            fault = script.Take(request);
        }
        else if (FaultParser.TryParse(header.ToString(), out var rule, out problem))
        {
            fault = script.Take(rule, request);
        }

        return problem is null;
    }

    private static partial class Log
    {
        [LoggerMessage(30, LogLevel.Information, "Injected the fault {Kind} into {Method} {Path}")]
        public static partial void Injected(ILogger logger, FaultKind kind, string method, PathString path);
    }
}
