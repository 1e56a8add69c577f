using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace McpAspire.Tests.Conformance.Content;

#pragma warning disable MCP9005 // Sampling, roots and log messages are deprecated from 2026-07-28 on; the suite asks for them all the same.

/// <summary>Tools that need more than their arguments and say so in their result (SEP-2322); the server keeps nothing between the rounds.</summary>
internal static class InputRequiredTools
{
    private const string Prefix = "test_input_required_result_";

    public static IEnumerable<McpServerTool> All { get; } =
    [
        new FixtureTool($"{Prefix}elicitation", "Greets the user.", static context => UserInput.TryRead(context.Params.InputResponses, "user_name", "name", out var name)
            ? FixtureTool.Text($"Hello, {name}!")
            : throw UserInput.Required(UserInput.UserName)),
        new FixtureTool($"{Prefix}sampling", "Asks the client's model.", static context => context.Params.InputResponses?.TryGetValue("capital_question", out var answer) is true
            ? FixtureTool.Text($"The model says: {answer.Deserialize(InputResponse.CreateMessageResultJsonTypeInfo)?.Content.OfType<TextContentBlock>().FirstOrDefault()?.Text}")
            : throw UserInput.Required(UserInput.CapitalQuestion)),
        new FixtureTool($"{Prefix}list_roots", "Asks for the client's roots.", static context => context.Params.InputResponses?.TryGetValue("client_roots", out var answer) is true
            ? FixtureTool.Text($"Roots: {string.Join(", ", answer.Deserialize(InputResponse.ListRootsResultJsonTypeInfo)?.Roots.Select(root => root.Uri) ?? [])}")
            : throw UserInput.Required(UserInput.ClientRoots)),
        new FixtureTool($"{Prefix}request_state", "Gets its state back.", static context => context.Params.RequestState switch
        {
            null => throw UserInput.Required(SignedState.Create(), UserInput.Confirmation),
            var state => FixtureTool.Text(SignedState.IsValid(state) ? "state-ok" : "state-wrong"),
        }),
        new FixtureTool($"{Prefix}multiple_inputs", "Asks three things at once.", static context => context.Params.InputResponses is { Count: >= 3 }
            ? FixtureTool.Text("All three were answered.")
            : throw UserInput.Required(SignedState.Create(), UserInput.UserName, UserInput.Greeting, UserInput.ClientRoots)),
        new FixtureTool($"{Prefix}multi_round", "Asks twice, one thing after the other.", static context => context.Params.RequestState switch
        {
            null => throw UserInput.Required("round-1", UserInput.Question("step1", "Step 1: What is your name?", "name")),
            "round-1" => throw UserInput.Required("round-2", UserInput.Question("step2", "Step 2: What is your favorite color?", "color")),
            _ => FixtureTool.Text("Both were answered."),
        }),
        new FixtureTool($"{Prefix}tampered_state", "Refuses a state that it did not make.", static context => context.Params.RequestState switch
        {
            null => throw UserInput.Required(SignedState.Create(), UserInput.Confirmation),
            var state when SignedState.IsValid(state) => FixtureTool.Text("The state is the one this server made."),
            _ => throw new McpProtocolException("requestState was not made by this server.", McpErrorCode.InvalidParams),
        }),
        new FixtureTool($"{Prefix}capabilities", "Asks only what the client can do.", AskWhatTheClientCan),
    ];

    private static CallToolResult AskWhatTheClientCan(RequestContext<CallToolRequestParams> context)
    {
        var client = context.Server.ClientCapabilities;
        KeyValuePair<string, InputRequest>[] requests =
        [
            .. client?.Sampling is null ? [] : new[] { UserInput.CapitalQuestion },
            .. client?.Elicitation is null ? [] : new[] { UserInput.UserName },
            .. client?.Roots is null ? [] : new[] { UserInput.ClientRoots },
        ];
        return context.Params.InputResponses is { Count: > 0 } || requests.Length == 0 ? FixtureTool.Text("Nothing more is needed.") : throw UserInput.Required(requests);
    }
}
