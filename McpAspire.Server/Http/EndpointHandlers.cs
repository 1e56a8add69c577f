namespace McpAspire.Server.Http;

/// <summary>Puts code around the handlers of endpoints that are mapped by others. What is put around last is the outermost.</summary>
internal static class EndpointHandlers
{
    /// <summary>Lets every endpoint of <paramref name="endpoints"/> run <paramref name="run"/>, which is given the handler that the endpoint had.</summary>
    public static TBuilder Around<TBuilder>(this TBuilder endpoints, Func<HttpContext, RequestDelegate, Task> run)
        where TBuilder : IEndpointConventionBuilder
    {
        endpoints.Add(endpoint =>
        {
            if (endpoint.RequestDelegate is { } handler)
            {
                endpoint.RequestDelegate = context => run(context, handler);
            }
        });
        return endpoints;
    }
}
