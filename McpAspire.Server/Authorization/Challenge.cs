using System.Text;
using McpAspire.Server.Http;
using McpAspire.ServiceDefaults.Identity;
using Microsoft.Net.Http.Headers;
using ModelContextProtocol.Protocol;

namespace McpAspire.Server.Authorization;

/// <summary>
/// The challenge of a refusal (RFC 6750, section 3): the address of the resource metadata (RFC 9728) and the scopes to request. MCP clients
/// use it to sign their user in and to request more scopes.
/// </summary>
internal static class Challenge
{
    private const int MaxDescriptionLength = 200;

    /// <summary>401: there is no valid token.</summary>
    /// <param name="context">The request.</param>
    /// <param name="options">The accepted tokens.</param>
    /// <param name="error"><c>invalid_token</c>; <see langword="null"/> if there is no token.</param>
    /// <param name="description">The error in the token; may contain text of the token.</param>
    public static Task UnauthorizedAsync(HttpContext context, CallerOptions options, string? error, string? description)
    {
        // The reader of tokens gives no reason for a token that it cannot read.
        var reason = string.IsNullOrEmpty(description) ? "it is malformed or has a claim of the wrong type" : Printable(description);
        return JsonRpcRefusal.WriteAsync(
            context,
            StatusCodes.Status401Unauthorized,
            error is null ? "Unauthorized: a bearer token is required." : $"Unauthorized: the bearer token was rejected: {reason}.",
            header: (HeaderNames.WWWAuthenticate, Header(context.Request, error, error is null ? null : reason, AllScopes(options))));
    }

    /// <summary>403: the token has no permission at all.</summary>
    public static Task NoPermissionAsync(HttpContext context, CallerOptions options)
    {
        const string Reason = "the token has no app role or scope of this server";
        return JsonRpcRefusal.WriteAsync(
            context,
            StatusCodes.Status403Forbidden,
            $"Forbidden: {Reason}.",
            header: (HeaderNames.WWWAuthenticate, Header(context.Request, "insufficient_scope", Reason, AllScopes(options))));
    }

    /// <summary>403: the token is valid, but lacks the permission of this tool.</summary>
    public static Task InsufficientScopeAsync(HttpContext context, CallerOptions options, RequestId id, string permission)
    {
        var reason = $"the tool needs the app role or scope {permission}";
        return JsonRpcRefusal.WriteAsync(
            context,
            StatusCodes.Status403Forbidden,
            $"Forbidden: {reason}.",
            id,
            (HeaderNames.WWWAuthenticate, Header(context.Request, "insufficient_scope", reason, options.ScopeOf(permission))));
    }

    /// <summary>403: a program without a user calls a tool whose API sees the user.</summary>
    public static Task AppOnlyAsync(HttpContext context, RequestId id) => JsonRpcRefusal.WriteAsync(
        context,
        StatusCodes.Status403Forbidden,
        "Forbidden: this tool acts on behalf of a user, but the token names no user (it has no claim scp). Sign in as a user.",
        id);

    /// <summary>401: the user's token could not be exchanged, and a new sign-in mends that.</summary>
    public static Task SignInAgainAsync(HttpContext context, CallerOptions options, RequestId id, UserTokenException failure)
    {
        var (error, reason) = failure.Remedy is UserTokenRemedy.StepUp
            ? ("insufficient_claims", $"the API requires a further sign-in step of the user ({failure.Code})")
            : ("invalid_token", $"the user's sign-in has ended ({failure.Code})");
        // As Entra's own challenges: JSON in base64.
        var claims = failure.Claims is { } json ? $", claims=\"{Convert.ToBase64String(Encoding.UTF8.GetBytes(json))}\"" : string.Empty;
        return JsonRpcRefusal.WriteAsync(
            context,
            StatusCodes.Status401Unauthorized,
            $"Unauthorized: {reason}.",
            id,
            (HeaderNames.WWWAuthenticate, Header(context.Request, error, reason, AllScopes(options)) + claims));
    }

    /// <summary>
    /// All scopes: tools that the caller may not call are not listed, so the client would never request their scopes later.
    /// </summary>
    private static string AllScopes(CallerOptions options) => string.Join(' ', options.Permissions.Select(options.ScopeOf));

    private static string Header(HttpRequest request, string? error, string? description, string scopes)
    {
        var why = error is null ? string.Empty : $"error=\"{error}\", error_description=\"{description}\", ";
        return $"Bearer {why}scope=\"{scopes}\", resource_metadata=\"{ResourceMetadata.AddressFor(request)}\"";
    }

    /// <summary>Removes characters that a quoted string in a header cannot contain (RFC 6750, section 3).</summary>
    private static string Printable(string text) =>
        string.Concat(text.Take(MaxDescriptionLength).Select(static character => IsQuotable(character) ? character : '?'));

    private static bool IsQuotable(char character) => character is >= ' ' and <= '~' and not '"' and not '\\';
}
