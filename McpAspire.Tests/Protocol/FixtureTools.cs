using Microsoft.AspNetCore.Http;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace McpAspire.Tests.Protocol;

/// <summary>Tools that show what the transport hands on.</summary>
internal sealed class FixtureTools(RequestMark mark, IHttpContextAccessor accessor)
{
    public const string Echo = "echo";
    public const string Wait = "wait";
    public const string Refuse = "refuse";
    public const string Surroundings = "surroundings";
    public const string Region = "region";

    [McpServerTool(Name = Echo)]
    public static string EchoText(string text) => text;

    /// <summary>Runs until the caller has gone or the test lets it end.</summary>
    [McpServerTool(Name = Wait)]
    public static async Task<string> WaitAsync(CallGate gate, CancellationToken cancellationToken)
    {
        gate.Started.TrySetResult();
        try
        {
            await gate.Released.Task.WaitAsync(cancellationToken);
            return "released";
        }
        catch (OperationCanceledException)
        {
            gate.Cancelled.TrySetResult();
            throw;
        }
    }

    /// <summary>Asks, after a while, for a capability that the client does not have.</summary>
    [McpServerTool(Name = Refuse)]
    public static async Task<string> RefuseAsync(CallGate gate, CancellationToken cancellationToken)
    {
        gate.Started.TrySetResult();
        await gate.Released.Task.WaitAsync(cancellationToken);
        throw new McpProtocolException("This tool needs elicitation.", McpErrorCode.MissingRequiredClientCapability);
    }

    /// <summary>Names the user, the path of the HTTP request, and whether services come from the request's scope.</summary>
    [McpServerTool(Name = Surroundings)]
    public string Describe(RequestContext<CallToolRequestParams> context)
    {
        var http = accessor.HttpContext!;
        return $"{context.User?.Identity?.Name ?? "nobody"} {http.Request.Path} {ReferenceEquals(mark, http.RequestServices.GetService(typeof(RequestMark)))}";
    }

    [McpServerTool(Name = Region)]
    public static string Query([McpHeader("Region")] string region, [McpHeader("Page")] int page = 1) => $"{region} {page}";
}
