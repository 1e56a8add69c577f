using System.Text.Json;
using System.Text.Json.Nodes;

namespace McpAspire.MockBackend.Entra;

/// <summary>Injects failures into the token endpoint. It exists only with the local Entra ID: in Development, on loopback.</summary>
internal static class ControlEndpoints
{
    public static void MapControl(this IEndpointRouteBuilder app, FailureQueue failures)
    {
        app.MapGet("/control/failures", context => RespondAsync(context, failures));
        app.MapPost("/control/failures", context => AddAsync(context, failures));
        app.MapDelete("/control/failures", context =>
        {
            failures.Clear();
            return RespondAsync(context, failures);
        });
    }

    private static async Task AddAsync(HttpContext context, FailureQueue failures)
    {
        try
        {
            var failure = await JsonSerializer.DeserializeAsync(
                context.Request.Body, EntraJsonContext.Default.InjectedFailure, context.RequestAborted);
            if ((failure is null ? "the body must be an object." : failure.Problem()) is { } problem)
            {
                await RejectAsync(context, problem);
                return;
            }

            failures.Add(failure!);
            await RespondAsync(context, failures);
        }
        catch (JsonException)
        {
            await RejectAsync(
                context,
                """the body must be {"status":503,"retry_after_seconds":5,"delay_milliseconds":0,"count":1}; only status is required. """
                + """{"code":50076,"grant":"on_behalf_of","user":"local.reader@example.test"} refuses a user.""");
        }
    }

    private static Task RejectAsync(HttpContext context, string problem) =>
        context.WriteJsonAsync(new() { ["error"] = problem }, StatusCodes.Status400BadRequest);

    private static Task RespondAsync(HttpContext context, FailureQueue failures) =>
        context.WriteJsonAsync(new JsonObject
        {
            ["pending"] = failures.Pending,
            ["token_requests"] = failures.Requests,
            ["exchanges"] = failures.Exchanges,
        });
}
