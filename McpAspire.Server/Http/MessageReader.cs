using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace McpAspire.Server.Http;

/// <summary>
/// Parses a posted message once, and strictly. The SDK matches member names regardless of case, so ambiguous messages are refused here.
/// </summary>
internal static class MessageReader
{
    /// <summary>Maximum number of characters of a method or tool name; the limit of MCP 2025-11-25.</summary>
    private const int MaxNameLength = 128;

    private const string AmbiguousMember = "a member differs from a known name only by case, or appears twice";

    private const string LoggingSetLevel = "logging/setLevel";

    private static readonly string[] MessageMembers = ["jsonrpc", "id", "method", "params", "result", "error"];

    private static readonly string[] ParameterMembers =
    [
        "name", "arguments", "_meta", "cursor", "uri", "level", "protocolVersion", "capabilities", "clientInfo", "requestId",
        "progressToken", "inputResponses", "requestState", "notifications", "task",
    ];

    private static readonly byte[] NoArgumentsHash = SHA256.HashData("{}"u8);

    /// <summary>
    /// The methods that the SDK serves. Others are refused here, because the SDK would use them as metric labels and span names.
    /// </summary>
    private static readonly HashSet<string> Methods = new(StringComparer.Ordinal)
    {
        RequestMethods.Initialize, RequestMethods.Ping, RequestMethods.ServerDiscover, RequestMethods.SubscriptionsListen,
        RequestMethods.ToolsCall, RequestMethods.ToolsList, LoggingSetLevel,
        NotificationMethods.InitializedNotification, NotificationMethods.CancelledNotification, NotificationMethods.ProgressNotification,
        "notifications/roots/list_changed",
    };

    private static readonly HashSet<string> LogLevels = new(StringComparer.Ordinal)
    {
        "debug", "info", "notice", "warning", "error", "critical", "alert", "emergency",
    };

    /// <param name="json">The body.</param>
    /// <param name="maxTokens">The maximum number of JSON tokens.</param>
    /// <param name="hasRoom">Whether the budget permits that number of tokens.</param>
    public static Message Read(ReadOnlyMemory<byte> json, int maxTokens, Func<int, bool>? hasRoom = null)
    {
        using var document = JsonText.Parse(json, maxTokens, out var fault, hasRoom);
        var text = new Message { Json = json };
        return fault switch
        {
            JsonFault.None when document!.RootElement.ValueKind is JsonValueKind.Object =>
                ReadMessage(text, document.RootElement, maxTokens, hasRoom),
            JsonFault.None => Refuse(text, McpErrorCode.InvalidRequest, "the body is not one JSON-RPC message"),
            JsonFault.Syntax => Refuse(text, McpErrorCode.ParseError, "the body is not UTF-8 or not JSON"),
            JsonFault.TooManyTokens or JsonFault.NoRoom => RefuseSize(text, fault, maxTokens),
            JsonFault.Ambiguous or _ => Refuse(
                text,
                McpErrorCode.InvalidRequest,
                "the body is nested deeper than 64 levels, has a duplicate name in one object, or has an unpaired surrogate"),
        };
    }

    private static Message ReadMessage(Message message, JsonElement json, int maxTokens, Func<int, bool>? hasRoom)
    {
        message.Id = IdOf(json);
        if (IsAmbiguous(json, MessageMembers))
        {
            return Refuse(message, McpErrorCode.InvalidRequest, AmbiguousMember);
        }

        if (FindEnvelopeFault(json) is { } fault)
        {
            return Refuse(message, McpErrorCode.InvalidRequest, fault);
        }

        if (!json.TryGetProperty("method"u8, out var name) || name.ValueKind is not JsonValueKind.String)
        {
            return message;
        }

        var method = name.GetString()!;
        if (method.Length > MaxNameLength)
        {
            return Refuse(message, McpErrorCode.InvalidRequest, $"method must be a string of at most {MaxNameLength} characters");
        }

        message.Method = method;
        var parameters = json.TryGetProperty("params"u8, out var given) ? given : default;
        return method is RequestMethods.ToolsCall
            ? ReadToolCall(message, json, parameters, maxTokens, hasRoom)
            : !Methods.Contains(method) ? RefuseMethod(message, isRequest: json.TryGetProperty("id"u8, out _))
            : CheckParameters(message, parameters);
    }

    /// <summary>What the SDK would refuse in the words of its own types.</summary>
    private static string? FindEnvelopeFault(JsonElement json) =>
        !json.TryGetProperty("jsonrpc"u8, out var version) || version.ValueKind is not JsonValueKind.String || !version.ValueEquals("2.0"u8)
            ? "jsonrpc must be \"2.0\""
        : json.TryGetProperty("id"u8, out var id)
            && id.ValueKind is not (JsonValueKind.String or JsonValueKind.Null)
            && !(id.ValueKind is JsonValueKind.Number && id.TryGetInt64(out _))
            ? "id must be a string or an integer"
        : json.TryGetProperty("method"u8, out var method) && method.ValueKind is not JsonValueKind.String ? "method must be a string"
        : null;

    private static Message ReadToolCall(
        Message message, JsonElement json, JsonElement parameters, int maxTokens, Func<int, bool>? hasRoom)
    {
        (message.Tool, message.ArgumentsHash) = (string.Empty, NoArgumentsHash);
        if (CheckParameters(message, parameters).Error is not null)
        {
            return message;
        }

        if (parameters.ValueKind is not JsonValueKind.Object || !parameters.TryGetProperty("name"u8, out var name))
        {
            return RefuseParameters(message, "params.name is required: the name of a tool");
        }

        if (name.ValueKind is not JsonValueKind.String || name.GetString()!.Length > MaxNameLength)
        {
            return Refuse(message, McpErrorCode.InvalidParams, $"params.name must be a string of at most {MaxNameLength} characters");
        }

        message.Tool = name.GetString();
        var arguments = parameters.TryGetProperty("arguments"u8, out var given) ? given : default;
        if (arguments.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
        {
            return message;
        }

        if (arguments.ValueKind is JsonValueKind.Object)
        {
            message.ArgumentsHash = CanonicalJson.Hash(arguments);
            return CountTexts(message, arguments, maxTokens, hasRoom);
        }

        // Some models write the arguments as JSON text.
        var fault = JsonFault.Syntax;
        using var written = arguments.ValueKind is JsonValueKind.String
            ? JsonText.Parse(Encoding.UTF8.GetBytes(arguments.GetString()!), maxTokens, out fault, hasRoom)
            : null;
        if (fault is JsonFault.TooManyTokens or JsonFault.NoRoom)
        {
            return RefuseSize(message, fault, maxTokens);
        }

        if (written?.RootElement is not { ValueKind: JsonValueKind.Object } meant)
        {
            return RefuseParameters(message, "params.arguments must be an object");
        }

        (message.ArgumentsHash, message.Json) = (CanonicalJson.Hash(meant), WithArguments(json, meant));
        return CountTexts(message, meant, maxTokens, hasRoom);
    }

    /// <summary>Tools parse a text where they expect an object or an array, so its tokens need room, too.</summary>
    private static Message CountTexts(Message message, JsonElement arguments, int maxTokens, Func<int, bool>? hasRoom)
    {
        foreach (var member in arguments.EnumerateObject())
        {
            if (member.Value.ValueKind is JsonValueKind.String
                && JsonMarshal.GetRawUtf8Value(member.Value) is [_, (byte)'{' or (byte)'[' or (byte)' ' or (byte)'\\', ..])
            {
                using var value = JsonText.Parse(Encoding.UTF8.GetBytes(member.Value.GetString()!), maxTokens, out var fault, hasRoom);
                if (fault is JsonFault.NoRoom)
                {
                    return RefuseSize(message, fault, maxTokens);
                }
            }
        }

        return message;
    }

    private static Message CheckParameters(Message message, JsonElement parameters)
    {
        if (parameters.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
        {
            return message;
        }

        if (parameters.ValueKind is not JsonValueKind.Object)
        {
            return RefuseParameters(message, "params must be an object");
        }

        if (IsAmbiguous(parameters, ParameterMembers))
        {
            return RefuseParameters(message, AmbiguousMember);
        }

        if (Member("_meta"u8) is { ValueKind: not JsonValueKind.Object })
        {
            return RefuseParameters(message, "params._meta must be an object");
        }

        // Since 2026-07-28, each request has a revision, and logging/setLevel does not exist: the SDK refuses it.
        var hasSetLevel = Member("_meta"u8)?.TryGetProperty("io.modelcontextprotocol/protocolVersion"u8, out _) is not true;

        // Lists of this server have a single page, so no cursor is valid.
        return message.Method is RequestMethods.ToolsList && Member("cursor"u8) is not null
            ? RefuseParameters(message, "params.cursor is not a cursor of this server; omit it")
            : message.Method is LoggingSetLevel && hasSetLevel
                && !(Member("level"u8) is { ValueKind: JsonValueKind.String } level && LogLevels.Contains(level.GetString()!))
            ? RefuseParameters(message, $"params.level must be one of {string.Join(", ", LogLevels)}")
            : message;

        JsonElement? Member(ReadOnlySpan<byte> name)
        {
            return parameters.TryGetProperty(name, out var value) && value.ValueKind is not JsonValueKind.Null ? value : null;
        }
    }

    private static byte[] WithArguments(JsonElement json, JsonElement arguments)
    {
        var message = JsonObject.Create(json)!;
        message["params"]!["arguments"] = JsonObject.Create(arguments);
        return Encoding.UTF8.GetBytes(message.ToJsonString());
    }

    /// <summary>Whether two members are equal regardless of case, or one equals a known name only regardless of case.</summary>
    private static bool IsAmbiguous(JsonElement json, string[] known)
    {
        HashSet<string>? unknown = null;
        foreach (var member in json.EnumerateObject())
        {
            if (IsOneOf(known, JsonMarshal.GetRawUtf8PropertyName(member)))
            {
                continue;
            }

            unknown ??= new(known, StringComparer.OrdinalIgnoreCase);
            if (!unknown.Add(member.Name))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsOneOf(string[] known, ReadOnlySpan<byte> name)
    {
        foreach (var exact in known)
        {
            if (Ascii.Equals(name, exact))
            {
                return true;
            }
        }

        return false;
    }

    private static RequestId IdOf(JsonElement message) =>
        !message.TryGetProperty("id"u8, out var id) ? default
        : id.ValueKind is JsonValueKind.String ? new RequestId(id.GetString()!)
        : id.ValueKind is JsonValueKind.Number && id.TryGetInt64(out var number) ? new RequestId(number)
        : default;

    private static Message RefuseSize(Message message, JsonFault fault, int maxTokens) => fault is JsonFault.NoRoom
        ? Refuse(message, JsonRpcRefusal.ServerError, StatusCodes.Status503ServiceUnavailable, BodyBudget.Exceeded)
        : Refuse(
            message,
            JsonRpcRefusal.ServerError,
            StatusCodes.Status413PayloadTooLarge,
            $"Payload Too Large: the message has more than {maxTokens} JSON tokens (MAX_JSON_TOKENS).");

    private static Message Refuse(Message message, McpErrorCode code, string reason) =>
        Refuse(message, (int)code, StatusCodes.Status400BadRequest, $"Bad Request: {reason}.");

    /// <summary>With status 200, like the SDK's refusals of parameters, so that clients read the error.</summary>
    private static Message RefuseParameters(Message message, string reason) =>
        Refuse(message, (int)McpErrorCode.InvalidParams, StatusCodes.Status200OK, $"Invalid params: {reason}.");

    /// <summary>JSON-RPC requires that unknown notifications are ignored.</summary>
    private static Message RefuseMethod(Message message, bool isRequest) => Refuse(
        message,
        (int)McpErrorCode.MethodNotFound,
        isRequest ? StatusCodes.Status200OK : StatusCodes.Status202Accepted,
        "Method not found: this server does not support it.");

    private static Message Refuse(Message message, int code, int status, string text)
    {
        (message.Error, message.Status) = (new() { Code = code, Message = text }, status);
        return message;
    }
}
