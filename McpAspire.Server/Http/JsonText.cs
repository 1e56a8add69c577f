using System.Text.Json;
using System.Text.Unicode;

namespace McpAspire.Server.Http;

/// <summary>Why a text is rejected as JSON.</summary>
internal enum JsonFault
{
    None,

    /// <summary>It is not UTF-8, or not one JSON value.</summary>
    Syntax,

    /// <summary>It has more tokens than allowed.</summary>
    TooManyTokens,

    /// <summary>The budget for tokens is exhausted.</summary>
    NoRoom,

    /// <summary>It is nested too deeply, has a duplicate name, or has an unpaired surrogate: parsers differ in how they read it.</summary>
    Ambiguous,
}

/// <summary>Strict JSON parser: accepts only text that all parsers read alike, and counts its tokens first.</summary>
internal static class JsonText
{
    /// <summary>Default maximum; tokens are names, values, and the starts and ends of objects and arrays.</summary>
    public const int DefaultMaxTokens = 20_000;

    private const int MaxDepth = 64;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = MaxDepth };

    // Depth is checked here, so that deep nesting is not reported as a syntax error.
    private static readonly JsonReaderOptions Unbounded = new() { MaxDepth = int.MaxValue };

    /// <summary>Parses <paramref name="json"/>. The document refers to this memory; the caller disposes it.</summary>
    /// <param name="json">The text.</param>
    /// <param name="maxTokens">The maximum number of tokens.</param>
    /// <param name="fault">The reason if there is no document.</param>
    /// <param name="hasRoom">Whether the budget permits that number of tokens; called before they are allocated.</param>
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
            // The syntax was checked: only a duplicate name is left as the cause.
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
