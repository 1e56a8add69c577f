namespace McpAspire.Server.Http;

/// <summary>Responds to requests whose body cannot be read (too large, too slow, broken) with the status of Kestrel and a reason.</summary>
internal sealed class RequestFailures(RequestDelegate next)
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
            // The response has started: the time limit of a stream, or a caller that disconnected. Neither is an error of the server.
            context.Abort();
        }
    }
}
