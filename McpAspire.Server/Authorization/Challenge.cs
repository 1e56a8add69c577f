using McpAspire.Server.Http;
using Microsoft.Net.Http.Headers;

namespace McpAspire.Server.Authorization;

/// <summary>
/// What a refused caller is told (RFC 6750, section 3): where to find out who issues tokens (RFC 9728), and which scopes to ask for. MCP clients go by it
/// to sign their user in, and to ask for one scope more.
/// </summary>
internal static class Challenge
{
    private const int LongestDescription = 200;

    /// <summary>401: there is no token, or not a good one.</summary>
    /// <param name="context">The request.</param>
    /// <param name="options">Whose tokens are accepted.</param>
    /// <param name="error"><c>invalid_token</c>; <see langword="null"/> if there is no token.</param>
    /// <param name="description">What is wrong with the token; it may quote from it.</param>
    public static Task UnauthorizedAsync(HttpContext context, CallerOptions options, string? error, string? description)
    {
        var reason = description is null ? "it cannot be accepted" : Printable(description);
        // All scopes: a tool that the caller may not call is not in its list, so it would never come to ask for that one later.
        var scopes = string.Join(' ', Permissions.All.Select(options.ScopeOf));
        return JsonRpcRefusal.WriteAsync(
            context,
            StatusCodes.Status401Unauthorized,
            error is null ? "Unauthorized: a bearer token is required." : $"Unauthorized: the bearer token is refused: {reason}.",
            header: (HeaderNames.WWWAuthenticate, Header(context.Request, error, error is null ? null : reason, scopes)));
    }

    /// <summary>403: the token is good, but not for this call.</summary>
    public static Task InsufficientScopeAsync(HttpContext context, CallerOptions options, PostedCall call, string permission)
    {
        var reason = $"the tool needs the app role or scope {permission}";
        return JsonRpcRefusal.WriteAsync(
            context,
            StatusCodes.Status403Forbidden,
            $"Forbidden: {reason}.",
            call.Id,
            (HeaderNames.WWWAuthenticate, Header(context.Request, "insufficient_scope", reason, options.ScopeOf(permission))));
    }

    private static string Header(HttpRequest request, string? error, string? description, string scopes)
    {
        var metadata = $"{request.Scheme}://{request.Host.ToUriComponent()}{request.PathBase}{ResourceMetadata.Path}{request.Path}";
        var why = error is null ? string.Empty : $"error=\"{error}\", error_description=\"{description}\", ";
        return $"Bearer {why}scope=\"{scopes}\", resource_metadata=\"{metadata}\"";
    }

    /// <summary>What a quoted string of a header can hold (RFC 6750, section 3).</summary>
    private static string Printable(string text) =>
        string.Concat(text.Take(LongestDescription).Select(static character => character is >= ' ' and <= '~' and not '"' and not '\\' ? character : '?'));
}
