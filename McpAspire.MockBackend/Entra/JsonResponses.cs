using System.Text.Json.Nodes;

namespace McpAspire.MockBackend.Entra;

/// <summary>Responds with JSON.</summary>
internal static class JsonResponses
{
    public static Task WriteJsonAsync(this HttpContext context, JsonObject body, int status = StatusCodes.Status200OK)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        return context.Response.WriteAsync(body.ToJsonString(), context.RequestAborted);
    }
}
