using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace OpenTelemetry.Instrumentation.AspNetCore.Implementation;

/// <summary>The name and attributes of an HTTP server span, by the OpenTelemetry conventions.</summary>
internal static class ServerSpan
{
    private static readonly HashSet<string> KnownMethods =
        new(["GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "TRACE", "PATCH", "CONNECT", "QUERY"], StringComparer.OrdinalIgnoreCase);

    public static void Describe(Activity activity, HttpRequest request)
    {
        var method = MethodOf(request);
        activity.DisplayName = method ?? "HTTP";
        activity.SetTag("http.request.method", method ?? "_OTHER");
        if (method != request.Method)
        {
            activity.SetTag("http.request.method_original", request.Method);
        }

        if (request.Host.HasValue)
        {
            activity.SetTag("server.address", request.Host.Host);
            activity.SetTag("server.port", request.Host.Port);
        }

        if (request.Headers.UserAgent is [{ Length: > 0 } userAgent, ..])
        {
            activity.SetTag("user_agent.original", userAgent);
        }

        activity.SetTag("url.scheme", request.Scheme);
        activity.SetTag("url.path", (request.PathBase + request.Path).ToString() is { Length: > 0 } path ? path : "/");
        if (request.QueryString.HasValue)
        {
            activity.SetTag("url.query", WithoutValues(request.QueryString.Value));
        }

        activity.SetTag("network.protocol.version", VersionOf(request.Protocol));
    }

    public static void Complete(Activity activity, HttpContext context)
    {
        if (RouteOf(context) is { } route)
        {
            activity.DisplayName = $"{MethodOf(context.Request) ?? "HTTP"} {route}";
            activity.SetTag("http.route", route);
        }

        var status = context.Response.StatusCode;
        activity.SetTag("http.response.status_code", status);
        if (status >= StatusCodes.Status500InternalServerError && activity.Status == ActivityStatusCode.Unset)
        {
            activity.SetStatus(ActivityStatusCode.Error);
        }
    }

    // The payload's type is private to the framework; its property is called "Exception" or, from hosting, "exception".
    public static void Fail(Activity activity, object payload)
    {
        var property = payload.GetType().GetProperty("Exception") ?? payload.GetType().GetProperty("exception");
        if (property?.GetValue(payload) is Exception exception)
        {
            activity.SetTag("error.type", exception.GetType().FullName);
            activity.SetStatus(ActivityStatusCode.Error);
        }
    }

    private static string? MethodOf(HttpRequest request) => KnownMethods.TryGetValue(request.Method, out var known) ? known : null;

    // An exception handler that runs the pipeline again takes the endpoint away and leaves it under this key.
    private static string? RouteOf(HttpContext context)
    {
        var endpoint = context.GetEndpoint() ?? context.Items["__OriginalEndpoint"] as Endpoint;
        return endpoint?.Metadata.GetMetadata<IRouteDiagnosticsMetadata>()?.Route is { } route ? route.Length > 0 ? route : "/" : null;
    }

    // "?a=1&b" becomes "?a=Redacted&b".
    private static string WithoutValues(string query) =>
        string.Join('&', query.Split('&').Select(static pair => pair.IndexOf('=', StringComparison.Ordinal) is >= 0 and var at ? $"{pair[..at]}=Redacted" : pair));

    private static string VersionOf(string protocol) => protocol switch
    {
        "HTTP/2" => "2",
        "HTTP/3" => "3",
        _ => protocol[(protocol.IndexOf('/', StringComparison.Ordinal) + 1)..],
    };
}
