using System.Text.Json.Nodes;

namespace McpAspire.MockBackend.Entra;

/// <summary>Answers in JSON.</summary>
internal static class JsonAnswers
{
    public static Task AnswerAsync(this HttpContext context, JsonObject body, int status = StatusCodes.Status200OK)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        return context.Response.WriteAsync(body.ToJsonString(), context.RequestAborted);
    }
}
