using System.Text.Json;
using System.Text.Json.Nodes;

namespace McpAspire.MockBackend.Entra;

/// <summary>Lets a test or a person break the token endpoint. It exists only where the local Entra ID does: in Development, on loopback.</summary>
internal static class ControlEndpoints
{
    public static void MapControl(this IEndpointRouteBuilder app, FailureQueue failures)
    {
        app.MapGet("/control/failures", context => AnswerAsync(context, failures));
        app.MapPost("/control/failures", context => AddAsync(context, failures));
        app.MapDelete("/control/failures", context =>
        {
            failures.Clear();
            return AnswerAsync(context, failures);
        });
    }

    private static async Task AddAsync(HttpContext context, FailureQueue failures)
    {
        try
        {
            var failure = await JsonSerializer.DeserializeAsync(context.Request.Body, EntraJsonContext.Default.InjectedFailure, context.RequestAborted);
            if ((failure is null ? "the body must be an object." : failure.Problem()) is { } problem)
            {
                await RefuseAsync(context, problem);
                return;
            }

            failures.Add(failure!);
            await AnswerAsync(context, failures);
        }
        catch (JsonException)
        {
            await RefuseAsync(context, "the body must be {\"status\":503,\"retry_after_seconds\":5,\"delay_milliseconds\":0,\"count\":1}; only status is required.");
        }
    }

    private static Task RefuseAsync(HttpContext context, string problem) => context.AnswerAsync(new() { ["error"] = problem }, StatusCodes.Status400BadRequest);

    private static Task AnswerAsync(HttpContext context, FailureQueue failures) =>
        context.AnswerAsync(new JsonObject { ["pending"] = failures.Pending, ["token_requests"] = failures.Requests });
}
