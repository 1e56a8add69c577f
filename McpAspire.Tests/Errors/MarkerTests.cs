using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Identity;
using McpAspire.Server.Backend;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace McpAspire.Tests.Errors;

/// <summary>No text of a backend, of an exception or of a secret setting is in any byte that a caller gets.</summary>
[Trait("Category", "Integration")]
public sealed class MarkerTests
{
    /// <summary>Part of every text of a backend, an exception or a secret setting.</summary>
    private const string Marker = "m4rk3r";

    /// <summary>Of the names in this problem, the caller has sent only <c>filters.colour</c>.</summary>
    private const string Problem = $$"""
        {"type":"https://{{Marker}}.invalid/type","title":"{{Marker}}","status":400,"detail":"{{Marker}}","instance":"/{{Marker}}",
         "errors":{"filters.colour":["{{Marker}}"],"filters.colour.{{Marker}}":["{{Marker}}"],"{{Marker}}":["{{Marker}}"]},
         "rules":{"filters.colour":"{{Marker}}","{{Marker}}":"column"},"{{Marker}}-member":{"inner":"{{Marker}}"} }
        """;

    private static readonly (string Name, string Value)[] Settings =
    [
        ("ConnectionStrings:Backend", $"Server={Marker};Password={Marker}"),
        ("AZURE_TENANT_ID", $"{Marker}-tenant"),
        ("AZURE_CLIENT_ID", $"{Marker}-client"),
        ("AZURE_CLIENT_SECRET", $"{Marker}-secret"),
        ("AZURE_SCOPES", $"api://{Marker}/.default"),
    ];

    private static readonly McpCall[] Calls =
    [
        FailingSystem.Call("get_user_profile"),
        FailingSystem.Call("create_ticket"),
        McpCall.Tool(
            Revision.November2025, "query_data", JsonNode.Parse("""{"dataset":"orders","filters":{"colour":"red"}}""")!.AsObject()),
        McpCall.Tool(Revision.July2026, "list_users"),
    ];

    [Theory]
    [InlineData(400, "application/problem+json", Problem)]
    [InlineData(401, "application/problem+json", Problem)]
    [InlineData(403, "application/problem+json", Problem)]
    [InlineData(404, "application/problem+json", Problem)]
    [InlineData(409, "application/problem+json", Problem)]
    [InlineData(422, "application/problem+json", Problem)]
    [InlineData(429, "application/problem+json", Problem)]
    [InlineData(500, "application/problem+json", Problem)]
    [InlineData(502, "text/html", $"<html><title>{Marker}</title></html>")]
    [InlineData(200, "text/html", $"<html><title>{Marker}</title></html>")]
    [InlineData(200, "application/json", $$"""{"{{Marker}}":"{{Marker}}","id":{"{{Marker}}":1} }""")]
    [InlineData(200, "application/json", $$"""{"id":"1","name":"{{Marker}}","created_at":"{{Marker}}","total":"{{Marker}}"}""")]
    [InlineData(200, "application/json", $$"""{"id":"1","name":"{{Marker}}""")]
    [InlineData(200, "application/json", Marker)]
    [InlineData(200, $"application/json; charset={Marker}", "{}")]
    [InlineData(302, "text/plain", Marker)]
    public async Task No_text_of_a_response_reaches_a_caller(int status, string type, string body)
    {
        await using var system = await FailingSystem.StartAsync(
            (context, _) => RespondAsync(context.Response, status, type, body),
            configure: static (services, time) => StubToken.Add(services, time),
            settings: Settings);

        await AssertNoMarkerAsync(system);
    }

    [Fact]
    public async Task No_text_of_an_exception_reaches_a_caller()
    {
        Exception[] thrown =
        [
            new HttpRequestException($"{Marker}:443", new IOException(Marker), HttpStatusCode.BadGateway),
            new InvalidOperationException(Marker, new ArgumentException(Marker, Marker)),
            new OperationCanceledException(Marker),
            new JsonException(Marker, Marker, 1, 1),
        ];
        foreach (var exception in thrown)
        {
            await using var system = await FailingSystem.StartAsync(
                Answers.Close,
                configure: (services, time) =>
                {
                    StubToken.Add(services, time);
                    ThrowingHandler.Add(services, exception);
                },
                settings: Settings);
            await AssertNoMarkerAsync(system);
        }
    }

    [Fact]
    public async Task No_text_of_a_failed_token_request_reaches_a_caller()
    {
        Exception[] causes = [new InvalidOperationException($"AADSTS700016: {Marker}"), new HttpRequestException($"{Marker}:443")];
        foreach (var cause in causes)
        {
            await using var system = await FailingSystem.StartAsync(
                Answers.Close,
                configure: (services, time) => StubToken.Add(services, time, new AuthenticationFailedException(Marker, cause)),
                settings: Settings);
            await AssertNoMarkerAsync(system);
        }
    }

    [Fact]
    public async Task No_address_of_the_backend_reaches_a_caller()
    {
        await using var system = await FailingSystem.StartAsync(
            Answers.Close,
            new Uri($"http://{Marker}-host.invalid/{Marker}-path"),
            static (services, time) => StubToken.Add(services, time),
            Settings);

        await AssertNoMarkerAsync(system);
    }

    [Fact]
    public async Task Of_the_datasets_of_the_backend_a_caller_gets_at_most_50_identifiers()
    {
        var names = Enumerable.Range(1, 60).Select(static number => $"dataset-{number}").ToList();
        var items = names.Prepend($"{Marker} text").Select(static name => new { name, columns = Array.Empty<object>() });
        await using var system = await FailingSystem.StartAsync((context, _) =>
        {
            context.Response.StatusCode = context.Request.Path == "/datasets" ? StatusCodes.Status200OK : StatusCodes.Status404NotFound;
            return context.Response.WriteAsJsonAsync(new { items });
        });

        var error = await system.CallFailsAsync("query_data");

        Assert.Equal(
            $"Not found: no dataset named 'orders'. Available: {string.Join(", ", names.Take(50))}.", (string?)error["message"]);
    }

    [Theory]
    [InlineData($"http://{Marker}@backend")]
    [InlineData($"https://user:{Marker}@backend/api")]
    [InlineData($"https+http://user:{Marker}@backend")]
    public void A_backend_address_with_a_password_is_refused_without_showing_it(string address)
    {
        using var services = new ServiceCollection().BuildServiceProvider();
        var options = new BackendOptions { BaseAddress = new Uri(address) };

        var refusal = Assert.Single(options.Check(services));

        Assert.Equal([nameof(BackendOptions.BaseAddress)], refusal.MemberNames);
        Assert.DoesNotContain(Marker, refusal.ErrorMessage, StringComparison.Ordinal);
    }

    private static Task RespondAsync(HttpResponse response, int status, string type, string body)
    {
        response.StatusCode = status;
        response.ContentType = type;
        response.HttpContext.Features.GetRequiredFeature<IHttpResponseFeature>().ReasonPhrase = $"{Marker} phrase";
        foreach (var name in (string[])["Location", "Server", "WWW-Authenticate", "Set-Cookie", "ETag", $"X-{Marker}"])
        {
            response.Headers[name] = Marker;
        }

        return response.WriteAsync(body, response.HttpContext.RequestAborted);
    }

    private static async Task AssertNoMarkerAsync(FailingSystem system)
    {
        using var handler = new SocketsHttpHandler();
        using var http = new HttpClient(handler);
        foreach (var path in (string[])["/mcp", "/messages"])
        {
            foreach (var call in Calls)
            {
                using var request = call.ToRequest(new Uri(system.Server.Address, path));
                Assert.Contains("trace_id", await SendAsync(http, request), StringComparison.Ordinal);
            }
        }

        foreach (var path in (string[])["/health", "/health/ready", "/health/live", "/tools"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(system.Server.Address, path));
            await SendAsync(http, request);
        }
    }

    /// <returns>The entire response, with headers and body, as Latin-1 text.</returns>
    private static async Task<string> SendAsync(HttpClient http, HttpRequestMessage request)
    {
        using var response = await http.SendAsync(request, Cancellation);
        var body = await response.Content.ReadAsByteArrayAsync(Cancellation);
        var headers = $"{response.Headers}{response.Content.Headers}{response.TrailingHeaders}";
        var text = $"{response.ReasonPhrase}\n{headers}\n{Encoding.Latin1.GetString(body)}";
        Assert.DoesNotContain(Marker, text, StringComparison.OrdinalIgnoreCase);
        return text;
    }
}
