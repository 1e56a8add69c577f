using System.Text.Json;
using System.Text.Unicode;

namespace McpAspire.Server.Http;

/// <summary>Why a text is not accepted as JSON.</summary>
internal enum JsonFault
{
    None,

    /// <summary>It is not UTF-8, or not one JSON value.</summary>
    Syntax,

    /// <summary>It has more tokens than allowed.</summary>
    TooManyTokens,

    /// <summary>There is no room for its tokens.</summary>
    NoRoom,

    /// <summary>
    /// It is nested too deeply, has a name twice in one object, or has half of a surrogate pair: parsers differ in how they read it.
    /// </summary>
    Ambiguous,
}

/// <summary>Strict JSON: only text that every parser reads alike, counted before anything is built from it.</summary>
internal static class JsonText
{
    /// <summary>A name, a value, and each end of an object or array is a token.</summary>
    public const int DefaultMaxTokens = 20_000;

    private const int MaxDepth = 64;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = MaxDepth };

    // Depth is checked here, so that deep nesting is not reported as a syntax error.
    private static readonly JsonReaderOptions Unbounded = new() { MaxDepth = int.MaxValue };

    /// <summary>Parses <paramref name="json"/>. The caller disposes the document, which refers to that memory.</summary>
    /// <param name="json">The text.</param>
    /// <param name="maxTokens">The maximum number of tokens.</param>
    /// <param name="fault">Why there is no document.</param>
    /// <param name="hasRoom">Whether that many tokens may be kept; called before anything is built from them.</param>
    public static JsonDocument? Parse(ReadOnlyMemory<byte> json, int maxTokens, out JsonFault fault, Func<int, bool>? hasRoom = null)
    {
        fault = Check(json.Span, maxTokens, out var tokens);
        if (fault is JsonFault.None && hasRoom?.Invoke(tokens) is false)
        {
            fault = JsonFault.NoRoom;
        }

        try
        {
            return fault is JsonFault.None ? JsonDocument.Parse(json, Strict) : null;
        }
        catch (JsonException)
        {
            // The syntax was checked: what is left is a duplicate name.
            fault = JsonFault.Ambiguous;
            return null;
        }
    }

    private static JsonFault Check(ReadOnlySpan<byte> json, int maxTokens, out int tokens)
    {
        tokens = 0;
        if (!Utf8.IsValid(json))
        {
            return JsonFault.Syntax;
        }

        var fault = JsonFault.None;
        try
        {
            var reader = new Utf8JsonReader(json, Unbounded);
            while (reader.Read())
            {
                if (++tokens > maxTokens)
                {
                    return JsonFault.TooManyTokens;
                }

                if (reader is { TokenType: JsonTokenType.StartObject or JsonTokenType.StartArray, CurrentDepth: >= MaxDepth })
                {
                    return JsonFault.Ambiguous;
                }

                if (!HasWholeCharacters(ref reader))
                {
                    fault = JsonFault.Ambiguous;
                }
            }
        }
        catch (JsonException)
        {
            return JsonFault.Syntax;
        }

        return fault;
    }

    private static bool HasWholeCharacters(ref Utf8JsonReader reader)
    {
        try
        {
            _ = reader.ValueIsEscaped ? reader.GetString() : null;
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
