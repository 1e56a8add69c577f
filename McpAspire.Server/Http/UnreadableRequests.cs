namespace McpAspire.Server.Http;

/// <summary>Ends requests that cannot be served to their end: those whose body cannot be read (too large, too slow, cut off) with the status that Kestrel names, and a reason in words.</summary>
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
        catch (OperationCanceledException) when (context.Response.HasStarted || context.RequestAborted.IsCancellationRequested)
        {
            // Too late for a status: a stream whose time is up, or a caller who has gone. Neither is an error of the server.
            context.Abort();
        }
    }
}
