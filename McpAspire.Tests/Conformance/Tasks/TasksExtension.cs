using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

#pragma warning disable MCPEXP002 // Methods of one's own are an experimental API of the SDK; a test of the HTTP layer may use it.

namespace McpAspire.Tests.Conformance.Tasks;

/// <summary>The tasks extension (SEP-2663) for the tools of <see cref="TaskTools"/>, in memory: how the HTTP layer treats methods and results that are not MCP's own.</summary>
internal sealed class TasksExtension : IConfigureOptions<McpServerOptions>, IDisposable
{
    private const string Name = "io.modelcontextprotocol/tasks";

    private readonly ConcurrentDictionary<string, FixtureTask> _tasks = new(StringComparer.Ordinal);

    public void Configure(McpServerOptions options)
    {
        options.Capabilities ??= new();
        options.Capabilities.Extensions ??= new Dictionary<string, object>();
        options.Capabilities.Extensions[Name] = new JsonObject();
        options.RequestHandlers ??= [];
        options.RequestHandlers.Add(Method("tasks/get", static (task, _) => task.Describe()));
        options.RequestHandlers.Add(Method("tasks/update", static (task, parameters) => Acknowledge(() => task.Answer(Answers(parameters)))));
        options.RequestHandlers.Add(Method("tasks/cancel", static (task, _) => Acknowledge(task.Cancel)));
        options.Filters.Request.CallToolWithAlternateFilters.Add(CallAsync);
    }

    public void Dispose()
    {
        foreach (var task in _tasks.Values)
        {
            task.Cancel();
            task.Dispose();
        }
    }

    private ValueTask<ResultOrAlternate<CallToolResult>> CallAsync(
        RequestContext<CallToolRequestParams> context, McpRequestHandler<CallToolRequestParams, ResultOrAlternate<CallToolResult>> next, CancellationToken cancellationToken)
    {
        if (TaskTools.WorkOf(context.Params) is not { } work)
        {
            return next(context, cancellationToken);
        }

        if (!HasTasks(context.JsonRpcRequest))
        {
            return TaskTools.IsTaskOnly(context.Params.Name) ? throw TasksRequired() : next(context, cancellationToken);
        }

        var task = new FixtureTask();
        _tasks[task.Id] = task;
        var created = task.Created();
        _ = task.RunAsync(work);
        return new(ResultOrAlternate<CallToolResult>.FromAlternate(created, CreatedTask.TypeInfo));
    }

    private McpServerRequestHandler Method(string name, Func<FixtureTask, JsonObject, JsonObject> answer) => new()
    {
        Method = name,
        RoutingNameParameter = "taskId",
        Handler = (context, _) => new(answer(Find(context.JsonRpcRequest), context.JsonRpcRequest.Params!.AsObject())),
    };

    private FixtureTask Find(JsonRpcRequest request)
    {
        if (!HasTasks(request))
        {
            throw TasksRequired();
        }

        return _tasks.TryGetValue(request.Params?["taskId"]?.GetValue<string>() ?? string.Empty, out var task)
            ? task
            : throw new McpProtocolException("There is no such task.", McpErrorCode.InvalidParams);
    }

    private static IDictionary<string, InputResponse> Answers(JsonObject parameters) =>
        parameters["inputResponses"].Deserialize<IDictionary<string, InputResponse>>(McpJsonUtilities.DefaultOptions) ?? new Dictionary<string, InputResponse>();

    private static bool HasTasks(JsonRpcRequest request) => request.Context?.ClientCapabilities?.Extensions?.ContainsKey(Name) is true;

    private static MissingRequiredClientCapabilityException TasksRequired() =>
        new(new() { Extensions = new Dictionary<string, object> { [Name] = new JsonObject() } }, "This needs the client's tasks extension.");

    private static JsonObject Acknowledge(Action act)
    {
        act();
        return new() { ["resultType"] = "complete" };
    }
}
