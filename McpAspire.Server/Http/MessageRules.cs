using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace McpAspire.Server.Http;

/// <summary>What a posted message must be before MCP reads it: strict JSON, and names that fit into logs and metrics, where the SDK puts them.</summary>
internal static class MessageRules
{
    /// <summary>The most characters of a method, a tool or a prompt; MCP 2025-11-25 asks tools to stay within it.</summary>
    private const int LongestName = 128;

    /// <summary>The most characters of a resource's URI: what proxies commonly let pass.</summary>
    private const int LongestUri = 2048;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <param name="json">The message.</param>
    /// <param name="id">Its id, if it has one that can be read.</param>
    /// <param name="call">The tool call that it is, if it is one; also if it may not pass.</param>
    /// <returns>Why the message is refused; <see langword="null"/> if it may pass.</returns>
    public static JsonRpcError? Check(ReadOnlyMemory<byte> json, out RequestId id, out PostedCall? call)
    {
        (id, call) = (default, null);
        if (!Utf8.IsValid(json.Span))
        {
            return Invalid("the body is not UTF-8.");
        }

        try
        {
            DecodeEscapes(json.Span);
            using var document = JsonDocument.Parse(json, Strict);
            return document.RootElement.ValueKind is JsonValueKind.Object ? CheckNames(document.RootElement, id = IdOf(document.RootElement), out call) : Invalid("the body is not one JSON-RPC message.");
        }
        catch (JsonException)
        {
            return Invalid("the body is not a JSON text, is nested deeper than 64 levels, or has a name twice in one object.");
        }
        catch (InvalidOperationException)
        {
            return Invalid("a text in the body has half of a surrogate pair.");
        }
    }

    /// <summary>The refusal of a message that passed <see cref="Check"/>, but whose params are not what its method takes.</summary>
    public static JsonRpcError MalformedParams(RequestId id) => Refuse(McpErrorCode.InvalidParams, "params do not have the members that the method takes.", id);

    /// <summary>Escapes are decoded when a text is asked for, far too late to refuse it.</summary>
    /// <exception cref="InvalidOperationException">A text is not Unicode.</exception>
    private static void DecodeEscapes(ReadOnlySpan<byte> json)
    {
        if (json.IndexOf("\\u"u8) >= 0)
        {
            var reader = new Utf8JsonReader(json);
            while (reader.Read())
            {
                _ = reader.ValueIsEscaped ? reader.GetString() : null;
            }
        }
    }

    private static JsonRpcError? CheckNames(JsonElement message, RequestId id, out PostedCall? call)
    {
        call = null;
        if (!message.TryGetProperty("method"u8, out var method) || method.ValueKind is not JsonValueKind.String)
        {
            return null;
        }

        if (method.ValueEquals(RequestMethods.ToolsCall))
        {
            var name = ParameterOf(message, "name"u8);
            var error = CheckText(id, name, "params.name", LongestName, McpErrorCode.InvalidParams);
            call = new(id, error is null ? name?.GetString() ?? string.Empty : string.Empty, CanonicalJson.Hash(ParameterOf(message, "arguments"u8)));
            return error;
        }

        return method.ValueEquals(RequestMethods.PromptsGet) ? CheckText(id, ParameterOf(message, "name"u8), "params.name", LongestName, McpErrorCode.InvalidParams)
            : method.ValueEquals(RequestMethods.ResourcesRead) ? CheckText(id, ParameterOf(message, "uri"u8), "params.uri", LongestUri, McpErrorCode.InvalidParams)
            : CheckText(id, method, "method", LongestName, McpErrorCode.InvalidRequest);
    }

    private static JsonElement? ParameterOf(JsonElement message, ReadOnlySpan<byte> name) =>
        message.TryGetProperty("params"u8, out var parameters) && parameters.ValueKind is JsonValueKind.Object && parameters.TryGetProperty(name, out var value) ? value : null;

    private static JsonRpcError? CheckText(RequestId id, JsonElement? value, string field, int longest, McpErrorCode code) =>
        value is not { } text || (text.ValueKind is JsonValueKind.String && IsAtMost(text, longest)) ? null : Refuse(code, $"{field} must be a string of at most {longest} characters.", id);

    /// <summary>A text has as many bytes as characters, or more, besides its quotes: most need not be decoded to be found short.</summary>
    private static bool IsAtMost(JsonElement text, int longest) => JsonMarshal.GetRawUtf8Value(text).Length - 2 <= longest || text.GetString()!.Length <= longest;

    private static RequestId IdOf(JsonElement message) =>
        !message.TryGetProperty("id"u8, out var id) ? default
        : id.ValueKind is JsonValueKind.String ? new RequestId(id.GetString()!)
        : id.ValueKind is JsonValueKind.Number && id.TryGetInt64(out var number) ? new RequestId(number)
        : default;

    private static JsonRpcError Invalid(string reason) => Refuse(McpErrorCode.InvalidRequest, reason, default);

    private static JsonRpcError Refuse(McpErrorCode code, string reason, RequestId id) => new() { Id = id, Error = new() { Code = (int)code, Message = $"Bad Request: {reason}" } };
}
