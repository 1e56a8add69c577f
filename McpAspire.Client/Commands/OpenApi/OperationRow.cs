using System.Text.Json.Nodes;
using McpAspire.ServiceDefaults.OpenApi;

namespace McpAspire.Client.Commands.OpenApi;

/// <summary>One operation of a document: the tool that it would become, or why it cannot be one.</summary>
internal sealed record OperationRow(ApiOperation Operation, ApiTool? Tool, string? Reason)
{
    public static OperationRow Of(ApiDocument document, ApiOperation operation)
    {
        try
        {
            var tool = ApiToolBuilder.Build("api", document, operation, new());
            return new(operation, tool, tool.Bytes <= ApiTool.MaxBytes ? null : TooLarge(document, operation, tool));
        }
        catch (ApiDocumentException exception)
        {
            return new(operation, null, exception.Message);
        }
    }

    public JsonObject ToJson() => new()
    {
        ["operation"] = Operation.Key,
        ["route"] = Operation.Route,
        ["tool"] = Tool?.Name,
        ["description"] = Tool?.Description,
        ["bytes"] = Tool?.Bytes,
        ["tokens"] = Tool?.Tokens,
        ["reason"] = Reason,
    };

    private static string TooLarge(ApiDocument document, ApiOperation operation, ApiTool tool)
    {
        var without = ApiToolBuilder.Build("api", document, operation, new() { OutputSchema = false }).Bytes;
        return without <= ApiTool.MaxBytes
            ? $"has a definition of {tool.Bytes} bytes, more than {ApiTool.MaxBytes}; with OutputSchema set to false, {without}"
            : $"has a definition of {without} bytes without its output schema, more than {ApiTool.MaxBytes}: hide parameters";
    }
}
