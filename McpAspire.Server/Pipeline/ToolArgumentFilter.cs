using System.Reflection;
using System.Runtime.CompilerServices;
using McpAspire.Server.Errors;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace McpAspire.Server.Pipeline;

/// <summary>Enforces what a tool's input schema says: the SDK publishes the annotations of a tool's parameters, but checks none.</summary>
internal static class ToolArgumentFilter
{
    // By tool, not by method: to find the method among a tool's metadata takes longer than to check its arguments.
    private static readonly ConditionalWeakTable<IMcpServerPrimitive, ToolParameters?> Known = [];

    public static ValueTask<CallToolResult> RunAsync(
        RequestContext<CallToolRequestParams> context, McpRequestHandler<CallToolRequestParams, CallToolResult> next, CancellationToken cancellationToken)
    {
        if (context.MatchedPrimitive is not { } tool || Known.GetOrAdd(tool, ParametersOf) is not { } parameters)
        {
            return next(context, cancellationToken);
        }

        var errors = parameters.Check(context.Params?.Arguments);
        return errors.Count == 0
            ? next(context, cancellationToken)
            : ValueTask.FromResult(ToolError.Create(ToolErrorCode.Validation, ArgumentError.Describe(errors), details: new(Errors: errors)).ToResult(context));
    }

    /// <returns><see langword="null"/> for a tool that is not made of a method.</returns>
    private static ToolParameters? ParametersOf(IMcpServerPrimitive tool) => tool.Metadata.OfType<MethodInfo>().FirstOrDefault() is { } method ? ToolParameters.Of(method) : null;
}
