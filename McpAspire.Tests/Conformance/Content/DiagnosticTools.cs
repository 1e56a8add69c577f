using Microsoft.Extensions.Logging;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace McpAspire.Tests.Conformance.Content;

#pragma warning disable MCP9005 // Sampling, roots and log messages are deprecated from 2026-07-28 on; the suite asks for them all the same.

/// <summary>Tools through which the scenario <c>server-stateless</c> sees what a server does by itself (SEP-2575).</summary>
internal static partial class DiagnosticTools
{
    public static IEnumerable<McpServerTool> All { get; } =
    [
        new FixtureTool("test_missing_capability", "Needs a client that can sample.", RequireSampling),
        new FixtureTool("test_streaming_elicitation", "Needs the user's answer, and asks for it in its result.", static context => UserInput.TryRead(context.Params.InputResponses, "user_name", "name", out var name)
            ? FixtureTool.Text(name)
            : throw UserInput.Required(UserInput.UserName)),
        new FixtureTool("test_logging_tool", "Logs to the client.", Log),
    ];

    private static CallToolResult RequireSampling(RequestContext<CallToolRequestParams> context) => context.Server.ClientCapabilities?.Sampling is not null
        ? FixtureTool.Text("The client can sample.")
        : throw new MissingRequiredClientCapabilityException(new() { Sampling = new() }, "This tool needs the client's sampling.");

    private static CallToolResult Log(RequestContext<CallToolRequestParams> context)
    {
        using var provider = context.Server.AsClientLoggerProvider();
        Logged(provider.CreateLogger("conformance"));
        return FixtureTool.Text("Logged.");
    }

    [LoggerMessage(1, LogLevel.Information, "The tool runs.")]
    private static partial void Logged(ILogger logger);
}
