using System.Text.Json;
using McpAspire.Tests.Conformance.Content;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace McpAspire.Tests.Conformance.Tasks;

/// <summary>The tools of the tasks scenarios.</summary>
internal static class TaskTools
{
    public static IEnumerable<McpServerTool> All { get; } =
    [
        new FixtureTool("greet", "Greets.", static context => FixtureTool.Text($"Hello, {Argument(context.Params, "name")?.GetString()}!")),
        new FixtureTool("slow_compute", "Takes its time.", static async (context, cancellationToken) => await ComputeAsync(context.Params, cancellationToken)),
        Needy("failing_job"),
        Needy("protocol_error_job"),
        Needy("confirm_delete"),
        Needy("multi_input"),
        new FixtureTool("test_tool_with_task", "Asks, then goes on as a task.", static context => throw UserInput.Required(UserInput.UserName)),
    ];

    /// <returns>What the call does as a task; <see langword="null"/> if it is answered at once.</returns>
    public static Func<FixtureTask, CancellationToken, Task<CallToolResult>>? WorkOf(CallToolRequestParams call) => call.Name switch
    {
        "slow_compute" => (_, cancellationToken) => ComputeAsync(call, cancellationToken),
        "failing_job" => static (_, _) => throw new InvalidOperationException("The job failed."),
        "protocol_error_job" => static (_, _) => throw new McpProtocolException("The job broke the protocol.", McpErrorCode.InternalError),
        "confirm_delete" => static (task, cancellationToken) => AskAsync(task, cancellationToken, "confirm"),
        "multi_input" => static (task, cancellationToken) => AskAsync(task, cancellationToken, "first", "second"),
        "test_tool_with_task" when UserInput.TryRead(call.InputResponses, "user_name", "name", out var name) => (_, _) => Task.FromResult(FixtureTool.Text($"Hello, {name}!")),
        _ => null,
    };

    /// <summary>Whether the tool can answer a client without tasks.</summary>
    public static bool IsTaskOnly(string name) => name is "failing_job" or "protocol_error_job" or "confirm_delete" or "multi_input";

    private static FixtureTool Needy(string name) => new(name, "Runs as a task only.", static _ => throw new InvalidOperationException("This tool runs as a task only."));

    private static async Task<CallToolResult> ComputeAsync(CallToolRequestParams call, CancellationToken cancellationToken)
    {
        await Task.Delay(TimeSpan.FromSeconds(Argument(call, "seconds")?.GetInt32() ?? 0), TimeProvider.System, cancellationToken);
        return FixtureTool.Text("Computed.");
    }

    private static async Task<CallToolResult> AskAsync(FixtureTask task, CancellationToken cancellationToken, params string[] keys)
    {
        await Task.WhenAll(keys.Select(key => task.AskAsync(UserInput.Question(key, "Please confirm", "confirm", "boolean"), cancellationToken)));
        return FixtureTool.Text("Confirmed.");
    }

    private static JsonElement? Argument(CallToolRequestParams call, string name) => call.Arguments?.TryGetValue(name, out var value) is true ? value : null;
}
