using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using ModelContextProtocol.Protocol;

namespace ModelContextProtocol.AspNetCore.Http;

/// <summary>A request refused before it reaches the server: HTTP status and JSON-RPC error.</summary>
internal sealed record Rejection(int Status, JsonRpcErrorDetail Error)
{
    /// <summary>The code of the real package for a refusal that JSON-RPC and MCP have no code for.</summary>
    private const int ServerError = -32000;

    private static readonly JsonTypeInfo<JsonRpcError> ErrorType =
        (JsonTypeInfo<JsonRpcError>)McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(JsonRpcError));

    public static Rejection Of(int status, string message) => new(status, new() { Code = ServerError, Message = message });

    public static Rejection Of(int status, McpErrorCode code, string message) => new(status, new() { Code = (int)code, Message = message });

    public static Rejection HeaderMismatch(string message) => Of(StatusCodes.Status400BadRequest, McpErrorCode.HeaderMismatch, message);

    public static Rejection InvalidParams(string message) => Of(StatusCodes.Status400BadRequest, McpErrorCode.InvalidParams, message);

    /// <summary>Answers with the request's id, or with <c>null</c> where there is none.</summary>
    public Task WriteAsync(HttpContext context, RequestId requestId = default) =>
        Results.Json(new JsonRpcError { Id = requestId, Error = Error }, ErrorType, statusCode: Status).ExecuteAsync(context);
}
