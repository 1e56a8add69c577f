using System.Text.Json.Nodes;
using Azure.Identity;
using McpAspire.Tests.Unit.Identity;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace McpAspire.Tests.Errors;

/// <summary>A call for each error, each reason, and each message.</summary>
internal static class ErrorSamples
{
    private const string Refusal = """
        {"type":"about:blank","title":"Bad Request","status":400,
         "errors":{"filters.colour":["unknown"],"filters.quantity.lt":["not a number"],"table":["no"]},
         "rules":{"filters.colour":"column","filters.quantity.lt":"type"}}
        """;

    private static readonly McpCall Filtered = McpCall.Tool(
        Revision.November2025,
        "query_data",
        JsonNode.Parse("""{"dataset":"orders","filters":{"colour":"red","quantity":{"lt":"x"}}}""")!.AsObject());

    private static readonly McpCall Wrong = McpCall.Tool(
        Revision.November2025,
        "create_ticket",
        JsonNode.Parse("""{"title":"","description":"short","priority":"soon","urgent":true}""")!.AsObject());

    private static readonly string LargeUser =
        $$"""{"id":"1","name":"{{new string('a', 200_000)}}","email":"ada@example.com","created_at":"2025-01-20T10:18:36Z"}""";

    public static IReadOnlyDictionary<string, Func<Task<JsonNode>>> All { get; } = new Dictionary<string, Func<Task<JsonNode>>>(
        StringComparer.Ordinal)
    {
        ["validation"] = () => CallAsync(Wrong, Answers.Status(500)),
        ["validation_backend"] = () => CallAsync("create_ticket", Answers.Status(422)),
        ["validation_backend_fields"] = () => CallAsync(Filtered, Answers.Text(Refusal, "application/problem+json", 400)),
        ["not_found"] = () => CallAsync("get_user_profile", Answers.Status(404)),
        ["forbidden"] = () => CallAsync("get_user_profile", Answers.Status(403)),
        ["conflict"] = () => CallAsync("create_ticket", Answers.Status(409)),
        ["rate_limited"] = () => CallAsync("get_user_profile", Answers.Status(429, "60")),
        ["rate_limited_by_server"] = CallWhileBusyAsync,
        ["unavailable"] = () => CallAsync("get_user_profile", Answers.Status(503)),
        ["unavailable_unreachable"] = () => CallAsync("get_user_profile", Answers.Close),
        ["circuit_open"] = CallWhileOpenAsync,
        ["bad_response"] = () => CallAsync("get_user_profile", Answers.Text("<html>", "text/html")),
        ["bad_response_status"] = () => CallAsync("get_user_profile", Answers.Status(405)),
        ["bad_response_too_large"] = () => CallAsync("get_user_profile", Answers.SendTooMuch),
        ["bad_response_item_too_large"] = () => CallAsync("get_user_profile", Answers.Text(LargeUser)),
        ["unauthorized"] = () => CallAsync("get_user_profile", Answers.Status(401)),
        ["unauthorized_token_refused"] = () =>
            CallAsync(
                "get_user_profile",
                Answers.Status(500),
                (services, time) => StubToken.Add(services, time, FakeEntra.Refusal("AADSTS700016"))),
        ["unauthorized_entra_unreachable"] = () =>
            CallAsync(
                "get_user_profile",
                Answers.Status(500),
                (services, time) => StubToken.Add(
                    services, time, new AuthenticationFailedException("no", new HttpRequestException("no route")))),
        ["timeout_attempt"] = () => CallAsync("query_data", Answers.Hang),
        ["timeout_total"] = () => CallAsync("get_user_profile", Answers.Hang),
        ["internal"] = () =>
            CallAsync(
                "get_user_profile",
                Answers.Status(500),
                (services, _) => ThrowingHandler.Add(services, new InvalidOperationException("no"))),
    };

    private static Task<JsonNode> CallAsync(
        string tool, Func<HttpContext, ManualTime, Task> answer, Action<IServiceCollection, ManualTime>? configure = null) =>
        CallAsync(FailingSystem.Call(tool), answer, configure);

    private static async Task<JsonNode> CallAsync(
        McpCall call, Func<HttpContext, ManualTime, Task> answer, Action<IServiceCollection, ManualTime>? configure = null)
    {
        await using var system = await FailingSystem.StartAsync(answer, configure: configure);
        return await system.CallFailsAsync(call);
    }

    private static async Task<JsonNode> CallWhileBusyAsync()
    {
        var (arrived, released) = (
            new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously),
            new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        await using var system = await FailingSystem.StartAsync(
            (context, _) =>
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                arrived.TrySetResult();
                return released.Task;
            },
            settings: ("BACKEND_MAX_CONCURRENT_CALLS", "1"));
        var first = system.CallFailsAsync("get_user_profile");
        await arrived.Task;
        var error = await system.CallFailsAsync("create_ticket");
        released.SetResult();
        await first;
        return error;
    }

    private static async Task<JsonNode> CallWhileOpenAsync()
    {
        await using var system = await FailingSystem.StartAsync(Answers.Status(503));
        for (var call = 0; call < 3; call++)
        {
            await system.CallFailsAsync("get_user_profile");
        }

        return await system.CallFailsAsync("get_user_profile");
    }
}
