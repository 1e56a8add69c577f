using System.Text.Json;
using ModelContextProtocol.Protocol;

namespace McpAspire.Client.Connection;

/// <summary>
/// Rejects responses that parse as JSON but would fail later: null for an object, text that is not Unicode, duplicate names.
/// </summary>
internal static class AnswerCheck
{
    /// <summary>Runs a request of the SDK, which assumes well-formed responses.</summary>
    /// <exception cref="UnusableAnswerException">The SDK could not read the response.</exception>
    public static async Task<T> RunAsync<T>(Func<Task<T>> request)
    {
        try
        {
            return await request();
        }
        catch (Exception exception) when (exception
            is ArgumentException or InvalidOperationException or NullReferenceException or FormatException
            or NotSupportedException or KeyNotFoundException or OverflowException)
        {
            throw new UnusableAnswerException("the response does not have the form that MCP defines", exception);
        }
    }

    /// <exception cref="UnusableAnswerException">The tools cannot be used.</exception>
    public static void Check(ListToolsResult? page)
    {
        if (page?.Tools is null || page.Tools.Any(static tool => tool?.Name is null))
        {
            throw new UnusableAnswerException("the list of tools is null, or has a tool that is null or has no name");
        }

        foreach (var tool in page.Tools)
        {
            Check(tool.InputSchema, "an input schema");
            Check(tool.OutputSchema, "an output schema");
            Check(tool.Meta is { } meta ? JsonElement.Parse(meta.ToJsonString()) : null, "the metadata of a tool");
        }
    }

    /// <exception cref="UnusableAnswerException">The result cannot be used.</exception>
    public static CallToolResult Check(CallToolResult? result)
    {
        if (result is null)
        {
            throw new UnusableAnswerException("the result of the call is null");
        }

        Check(result.StructuredContent, "the structured content");
        result.Content = [
            .. (result.Content ?? []).Where(
                static block => block is not (null or TextContentBlock { Text: null } or ResourceLinkBlock { Uri: null }))];
        return result;
    }

    private static void Check(JsonElement? element, string what)
    {
        try
        {
            if (element is { } json && HasDuplicate(json))
            {
                throw new UnusableAnswerException($"{what} has a duplicate name");
            }
        }
        catch (InvalidOperationException exception)
        {
            throw new UnusableAnswerException($"{what} has text that is not Unicode", exception);
        }
    }

    /// <exception cref="InvalidOperationException">A text has an unpaired surrogate.</exception>
    private static bool HasDuplicate(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var names = new HashSet<string>(StringComparer.Ordinal);
                return element.EnumerateObject().Any(member => !names.Add(member.Name) || HasDuplicate(member.Value));
            case JsonValueKind.Array:
                return element.EnumerateArray().Any(HasDuplicate);
            case JsonValueKind.String:
                return element.GetString() is null;
            case JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null or JsonValueKind.Undefined:
            default:
                return false;
        }
    }
}
