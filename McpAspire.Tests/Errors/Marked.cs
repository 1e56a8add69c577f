using System.Net;
using System.Text.Json;
using Azure.Identity;
using McpAspire.Tests.Unit.ServiceDefaults;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace McpAspire.Tests.Errors;

/// <summary>Failures with a marker in every text of a backend, a library or a setting. No marker may reach a caller.</summary>
/// <param name="Answer">The behavior of the backend.</param>
internal sealed record Marked(Func<HttpContext, ManualTime, Task> Answer)
{
    /// <summary>The common part of all markers.</summary>
    public const string Text = "m4rk3r";

    private const string Json = "application/json";

    private const string ProblemType = "application/problem+json";

    /// <summary>
    /// Problem details with markers in standard and extension members. Of the names in it, the caller has sent only <c>filters.colour</c>.
    /// </summary>
    private static readonly string Problem = JsonSerializer.Serialize(new Dictionary<string, object>
    {
        ["type"] = $"https://{Text}.invalid/type",
        ["title"] = $"{Text} title",
        ["status"] = 400,
        ["detail"] = $"{Text} detail",
        ["instance"] = $"/{Text}/instance",
        ["errors"] = new Dictionary<string, string[]>
        {
            ["filters.colour"] = [$"{Text} text"],
            [$"filters.colour.{Text}"] = [Text],
            [$"filters.{Text}"] = [Text],
            [Text] = [$"{Text} text of another"],
        },
        ["rules"] = new Dictionary<string, string> { ["filters.colour"] = $"{Text} rule", [$"filters.{Text}"] = "column" },
        [$"{Text}-member"] = new { inner = $"{Text} extension" },
    });

    /// <summary>The backend's address in the server's settings, if it differs.</summary>
    public Uri? Address { get; init; }

    /// <summary>Thrown instead of a request to the backend.</summary>
    public Exception? Thrown { get; init; }

    /// <summary>The failure of the server's token acquisition.</summary>
    public Exception? TokenFailure { get; init; }

    public static IReadOnlyDictionary<string, Marked> All { get; } = new Dictionary<string, Marked>(StringComparer.Ordinal)
    {
        ["problem 400"] = new(Marks(400, ProblemType, Problem)),
        ["problem 401"] = new(Marks(401, ProblemType, Problem)),
        ["problem 403"] = new(Marks(403, ProblemType, Problem)),
        ["problem 404"] = new(Marks(404, ProblemType, Problem)),
        ["problem 409"] = new(Marks(409, ProblemType, Problem)),
        ["problem 422"] = new(Marks(422, ProblemType, Problem)),
        ["problem 429"] = new(Marks(429, ProblemType, Problem)),
        ["problem 500"] = new(Marks(500, ProblemType, Problem)),
        ["HTML 502"] = new(Marks(502, "text/html", $"<html><title>{Text}</title></html>")),
        ["HTML 200"] = new(Marks(200, "text/html", $"<html><title>{Text}</title></html>")),
        ["JSON of another shape"] = new(Marks(200, Json, $$"""{"{{Text}}":"{{Text}}","id":{"{{Text}}":1 } }""")),
        ["JSON with a value of another type"] = new(
            Marks(200, Json, $$"""{"id":"1","name":"{{Text}}","email":"{{Text}}","created_at":"{{Text}}","total":"{{Text}}"}""")),
        ["half a JSON document"] = new(Marks(200, Json, $$"""{"id":"1","name":"{{Text}}""")),
        ["no JSON"] = new(Marks(200, Json, Text)),
        ["content type"] = new(Marks(200, $"application/json; charset={Text}", "{}")),
        ["redirect"] = new(Marks(302, "text/plain", Text)),
        ["hang"] = new(Answers.Hang),
        ["name that nobody knows"] = new(Answers.Close) { Address = new($"http://{Text}-host.invalid/{Text}-path") },
        ["connection"] = new(Answers.Close),
        ["HttpRequestException"] = new(Answers.Close)
        {
            Thrown = new HttpRequestException($"{Text} ({Text}:443)", new IOException(Text), HttpStatusCode.BadGateway),
        },
        ["InvalidOperationException"] = new(Answers.Close)
        {
            Thrown = new InvalidOperationException(Text, new ArgumentException(Text, Text)),
        },
        ["OperationCanceledException"] = new(Answers.Close) { Thrown = new OperationCanceledException(Text) },
        ["JsonException"] = new(Answers.Close) { Thrown = new JsonException(Text, Text, 1, 1) },
        ["token refused"] = new(Answers.Close)
        {
            TokenFailure = new AuthenticationFailedException(Text, new InvalidOperationException($"AADSTS700016: {Text}")),
        },
        ["token not to be had"] = new(Answers.Close)
        {
            TokenFailure = new AuthenticationFailedException(Text, new HttpRequestException($"{Text}:443")),
        },
    };

    /// <summary>The server's settings, with markers in secrets.</summary>
    public static (string Name, string Value)[] Settings =>
    [
        ("ConnectionStrings:Backend", $"Server={Text};Password={Text}"),
        ("AZURE_TENANT_ID", $"{Text}-tenant"),
        ("AZURE_CLIENT_ID", $"{Text}-client"),
        ("AZURE_CLIENT_SECRET", $"{Text}-secret"),
        ("AZURE_SCOPES", $"api://{Text}/.default"),
    ];

    public void Configure(IServiceCollection services, ManualTime time)
    {
        StubToken.Add(services, time, TokenFailure);
        if (Thrown is not null)
        {
            ThrowingHandler.Add(services, Thrown);
        }
    }

    /// <summary>A response with markers also in its status line and headers.</summary>
    private static Func<HttpContext, ManualTime, Task> Marks(int status, string type, string body) => (context, _) =>
    {
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = type;
        context.Features.GetRequiredFeature<IHttpResponseFeature>().ReasonPhrase = $"{Text} phrase";
        response.Headers.Location = $"https://{Text}.invalid/";
        response.Headers.Server = $"{Text}/1.0";
        response.Headers.WWWAuthenticate = $"Bearer realm=\"{Text}\"";
        response.Headers.SetCookie = $"{Text}={Text}";
        response.Headers.ETag = $"\"{Text}\"";
        response.Headers[$"X-{Text}"] = Text;
        return response.WriteAsync(body, context.RequestAborted);
    };
}
