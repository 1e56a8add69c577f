using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace McpAspire.Tests.Conformance.Content;

#pragma warning disable MCP9005 // Sampling, roots and log messages are deprecated from 2026-07-28 on; the suite asks for them all the same.

/// <summary>What a request may ask of the user, the client's model or the client in its result (SEP-2322), and the answers that the next request brings.</summary>
internal static class UserInput
{
    public static readonly KeyValuePair<string, InputRequest> UserName = Question("user_name", "What is your name?", "name");

    public static readonly KeyValuePair<string, InputRequest> Confirmation = Question("confirm", "Please confirm", "ok", "boolean");

    public static readonly KeyValuePair<string, InputRequest> CapitalQuestion = Prompt("capital_question", "What is the capital of France?", 100);

    public static readonly KeyValuePair<string, InputRequest> Greeting = Prompt("greeting", "Generate a greeting", 50);

    public static readonly KeyValuePair<string, InputRequest> ClientRoots = new("client_roots", InputRequest.ForRootsList(new()));

    public static InputRequiredException Required(params KeyValuePair<string, InputRequest>[] requests) => Required(null, requests);

    public static InputRequiredException Required(string? state, params KeyValuePair<string, InputRequest>[] requests) => new(new Dictionary<string, InputRequest>(requests), state);

    /// <summary>A question to the user with one field.</summary>
    public static KeyValuePair<string, InputRequest> Question(string key, string message, string field, string type = "string")
    {
        var schema = JsonSerializer.Deserialize<ElicitRequestParams.RequestSchema>(
            $$"""{ "type": "object", "properties": { "{{field}}": { "type": "{{type}}" } }, "required": ["{{field}}"] }""", McpJsonUtilities.DefaultOptions);
        return new(key, InputRequest.ForElicitation(new() { Message = message, RequestedSchema = schema }));
    }

    /// <returns><see langword="false"/> if there is no answer under <paramref name="key"/>, or none that has the text <paramref name="field"/>.</returns>
    public static bool TryRead(IDictionary<string, InputResponse>? responses, string key, string field, [NotNullWhen(true)] out string? value)
    {
        value = null;
        if (responses is null || !responses.TryGetValue(key, out var response))
        {
            return false;
        }

        try
        {
            value = response.Deserialize(InputResponse.ElicitResultJsonTypeInfo) is { IsAccepted: true, Content: { } content } && content.TryGetValue(field, out var text) ? text.GetString() : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // What the client sent is no answer: it is asked again.
        }

        return value is not null;
    }

    private static KeyValuePair<string, InputRequest> Prompt(string key, string text, int tokens) => new(key, InputRequest.ForSampling(new()
    {
        Messages = [new() { Role = Role.User, Content = [new TextContentBlock { Text = text }] }],
        MaxTokens = tokens,
    }));
}
