using System.Net;

namespace McpAspire.MockBackend.Entra;

/// <summary>Addresses on this machine: <c>http://localhost</c> or <c>http://127.0.0.1</c> with any port, path and query.</summary>
internal static class LoopbackAddress
{
    /// <summary>The address in normal form; null for any other text.</summary>
    public static Uri? Read(string text) =>
        // Excludes what browsers may read differently than Uri.
        text.All(static character => character is > ' ' and <= '~' and not ('\\' or '#'))
        && Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && uri is { Scheme: "http", Host: "localhost" or "127.0.0.1", UserInfo: "" }
            ? uri
            : null;

    /// <summary>Responds 404 to host names other than those of loopback, against DNS rebinding.</summary>
    public static Task OnLoopbackHostAsync(HttpContext context, RequestDelegate next)
    {
        var host = context.Request.Host.Host;
        if (host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address)))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
