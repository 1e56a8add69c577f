using System.Text.Encodings.Web;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace McpAspire.MockBackend.Entra;

/// <summary>The page on which a person selects one of the signed-in users; it repeats the request with a <c>login_hint</c>.</summary>
internal static class AccountPicker
{
    private const string Prompt = "prompt";

    private const string LoginHint = "login_hint";

    /// <summary>As in Entra ID, <c>prompt</c> decides; without it, a browser needs the page unless the request names a user.</summary>
    public static bool IsRequired(HttpRequest request) => request.Query[Prompt].ToString() switch
    {
        "select_account" or "login" => true,
        "none" => false,
        _ => request.Query[LoginHint].ToString().Length == 0 && IsBrowser(request),
    };

    public static Task WriteAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        context.Response.ContentType = "text/html; charset=utf-8";
        var links = string.Concat(Registrations.Users.Select(user => Link(context.Request, user)));
        return context.Response.WriteAsync(
            $"""
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Pick an account</title></head>
            <body>
            <h1>Pick an account</h1>
            <p>Local Entra ID, for development.</p>
            <ul>
            {links}</ul>
            </body>
            </html>

            """,
            context.RequestAborted);
    }

    private static string Link(HttpRequest request, UserRegistration user)
    {
        var parameters = request.Query
            .Where(static parameter => parameter.Key is not (Prompt or LoginHint))
            .Append(new(LoginHint, new StringValues(user.PreferredUserName)));
        var url = QueryHelpers.AddQueryString(request.Path, parameters);
        return $"<li><a href=\"{Text(url)}\">{Text(user.Name)}</a> {Text(user.PreferredUserName)}</li>\n";
    }

    /// <summary>Programs accept any type, or name none; browsers name HTML.</summary>
    private static bool IsBrowser(HttpRequest request) =>
        request.GetTypedHeaders().Accept.Any(
            static type => type.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase) && type.Quality is not 0);

    private static string Text(string text) => HtmlEncoder.Default.Encode(text);
}
