using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using ModelContextProtocol.Protocol;

namespace ModelContextProtocol.AspNetCore.Http;

/// <summary>Whether header and body agree on the protocol revision, and the body carries what that revision asks for.</summary>
internal static class RevisionCheck
{
    private static readonly JsonTypeInfo<UnsupportedProtocolVersionErrorData> ErrorDataType =
        (JsonTypeInfo<UnsupportedProtocolVersionErrorData>)McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(UnsupportedProtocolVersionErrorData));

    /// <summary>An absent header is allowed: revision 2025-03-26 has none.</summary>
    public static Rejection? Header(PostedMessage posted, string[] accepted) =>
        posted.Revision.Length == 0 || accepted.Contains(posted.Revision)
            ? null
            : new Rejection(StatusCodes.Status400BadRequest, new()
            {
                Code = (int)McpErrorCode.UnsupportedProtocolVersion,
                Message = $"Bad Request: The {McpHeaders.ProtocolVersion} header value '{posted.Revision}' is not supported.",
                Data = JsonSerializer.SerializeToNode(
                    new UnsupportedProtocolVersionErrorData { Supported = ProtocolRevisions.Advertised(accepted), Requested = posted.Revision },
                    ErrorDataType),
            });

    public static Rejection? Body(PostedMessage posted)
    {
        if (posted.Method is null || posted.Revision.Length == 0)
        {
            return null;
        }

        if (posted.Message is JsonRpcRequest { Method: RequestMethods.Initialize }
            && Text(posted.Params as JsonObject, "protocolVersion") is { } initialized && initialized != posted.Revision)
        {
            return Mismatch(posted, "params.protocolVersion", initialized);
        }

        // Older revisions know nothing of the reserved _meta keys: whatever stands there means nothing (csharp-sdk pull request 1852).
        if (ProtocolRevisions.UsesHandshake(posted.Revision))
        {
            return null;
        }

        var declared = Text(Meta(posted), MetaKeys.ProtocolVersion);
        if (string.IsNullOrEmpty(declared))
        {
            // A notification is let through: there is no one to answer, and dropping it would lose a cancellation.
            return posted.Message is JsonRpcRequest
                ? Rejection.InvalidParams($"Requests using protocol version '{posted.Revision}' must include '_meta/{MetaKeys.ProtocolVersion}'.")
                : null;
        }

        return declared == posted.Revision ? null : Mismatch(posted, $"_meta/{MetaKeys.ProtocolVersion}", declared);
    }

    /// <summary>A self-contained request says what its client can do; <c>clientInfo</c> may be missing.</summary>
    public static Rejection? Capabilities(PostedMessage posted) =>
        posted.Message is JsonRpcRequest && posted.IsSelfContained && Meta(posted)?[MetaKeys.ClientCapabilities] is not JsonObject
            ? Rejection.InvalidParams(
                $"Requests using protocol version '{posted.Revision}' must include '_meta/{MetaKeys.ClientCapabilities}' as a JSON object.")
            : null;

    private static Rejection Mismatch(PostedMessage posted, string field, string value) => Rejection.HeaderMismatch(
        $"Bad Request: The {McpHeaders.ProtocolVersion} header value '{posted.Revision}' does not match body {field} value '{value}'.");

    private static JsonObject? Meta(PostedMessage posted) => (posted.Params as JsonObject)?["_meta"] as JsonObject;

    private static string? Text(JsonObject? parent, string name) =>
        parent?[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}
