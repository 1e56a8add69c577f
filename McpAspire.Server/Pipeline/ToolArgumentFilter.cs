using System.Collections.Concurrent;
using System.Reflection;
using McpAspire.Server.Errors;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace McpAspire.Server.Pipeline;

/// <summary>Enforces what a tool's input schema says: the SDK publishes the annotations of a tool's parameters, but checks none.</summary>
internal static class ToolArgumentFilter
{
    private static readonly ConcurrentDictionary<MethodInfo, ToolParameters> Known = new();

    public static McpRequestHandler<CallToolRequestParams, CallToolResult> Create(McpRequestHandler<CallToolRequestParams, CallToolResult> next) => (context, cancellationToken) =>
    {
        if (context.MatchedPrimitive?.Metadata.OfType<MethodInfo>().FirstOrDefault() is not { } method)
        {
            return next(context, cancellationToken);
        }

        var errors = Known.GetOrAdd(method, ToolParameters.Of).Check(context.Params?.Arguments);
        return errors.Count == 0
            ? next(context, cancellationToken)
            : ValueTask.FromResult(ToolError.Create(ToolErrorCode.Validation, ArgumentError.Describe(errors), details: new(Errors: errors)).ToResult(context));
    };
}
