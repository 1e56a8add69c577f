namespace McpAspire.Server.Http;

/// <summary>Gives a request whose body cannot be read (too large, too slow, cut off) the status that Kestrel names, and a reason in words.</summary>
internal sealed class UnreadableRequests(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (BadHttpRequestException exception) when (!context.Response.HasStarted)
        {
            await JsonRpcRefusal.WriteAsync(context, exception.StatusCode, exception.StatusCode switch
            {
                StatusCodes.Status413PayloadTooLarge => "Payload Too Large: the body exceeds the server's limit (MAX_REQUEST_BODY_BYTES).",
                StatusCodes.Status408RequestTimeout => "Request Timeout: the body arrived too slowly.",
                _ => "Bad Request: the body could not be read.",
            });
        }
    }
}
