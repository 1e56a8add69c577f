using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using ModelContextProtocol.Protocol;

namespace ModelContextProtocol.AspNetCore.Http;

/// <summary>A parsed POST: the message, and what its headers say about it.</summary>
internal sealed record PostedMessage(JsonRpcMessage Message, string Revision, IHeaderDictionary Headers)
{
    private static readonly JsonTypeInfo<JsonRpcMessage> MessageType =
        (JsonTypeInfo<JsonRpcMessage>)McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(JsonRpcMessage));

    public RequestId Id => Message is JsonRpcRequest request ? request.Id : default;

    /// <summary>The method of a request or notification; <see langword="null"/> for a response.</summary>
    public string? Method => Message switch
    {
        JsonRpcRequest request => request.Method,
        JsonRpcNotification notification => notification.Method,
        _ => null,
    };

    public JsonNode? Params => Message switch
    {
        JsonRpcRequest request => request.Params,
        JsonRpcNotification notification => notification.Params,
        _ => null,
    };

    public bool IsSelfContained => ProtocolRevisions.IsSelfContained(Revision);

    /// <summary>Reads the body and hands user and revision on to the server.</summary>
    /// <returns><see langword="null"/> if the body is the JSON value <c>null</c>.</returns>
    /// <exception cref="System.Text.Json.JsonException">The body is no JSON-RPC message.</exception>
    public static async Task<PostedMessage?> ReadAsync(HttpContext context)
    {
        var message = await context.Request.ReadFromJsonAsync(MessageType, context.RequestAborted);
        if (message is null)
        {
            return null;
        }

        var revision = context.Request.Headers[McpHeaders.ProtocolVersion].ToString();
        var isAuthenticated = context.User.Identity?.IsAuthenticated is true;
        if (isAuthenticated || revision.Length > 0)
        {
            message.Context ??= new JsonRpcMessageContext();
            message.Context.User = isAuthenticated ? context.User : message.Context.User;
            message.Context.ProtocolVersion = revision.Length > 0 ? revision : message.Context.ProtocolVersion;
        }

        return new PostedMessage(message, revision, context.Request.Headers);
    }
}
