using System.Net;
using System.Text;
using McpAspire.MockBackend.Store;
using Microsoft.Extensions.DependencyInjection;

namespace McpAspire.Tests.Backend;

[Trait("Category", "Integration")]
public sealed class ProblemTests(BackendFixture backend) : IClassFixture<BackendFixture>
{
    [Theory]
    [InlineData("GET", "/nothing", HttpStatusCode.NotFound)]
    [InlineData("GET", "/", HttpStatusCode.NotFound)]
    [InlineData("GET", "/users/123/tickets", HttpStatusCode.NotFound)]
    [InlineData("DELETE", "/users", HttpStatusCode.MethodNotAllowed)]
    [InlineData("PUT", "/tickets/T-000001", HttpStatusCode.MethodNotAllowed)]
    [InlineData("GET", "/data/orders/query", HttpStatusCode.MethodNotAllowed)]
    public async Task Unknown_routes_and_methods_are_problems(string method, string path, HttpStatusCode status)
    {
        await backend.SendAsync(new HttpMethod(method), path).ReadProblemAsync(status);
    }

    [Theory]
    [InlineData("/users/123")]
    [InlineData("/nothing")]
    [InlineData("/health/live")]
    public async Task Responses_do_not_name_the_web_server(string path)
    {
        using var response = await backend.GetAsync(path);

        Assert.False(response.Headers.Contains("Server"));
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/xml")]
    public async Task Another_media_type_is_a_problem(string mediaType)
    {
        await backend.SendAsync(HttpMethod.Post, "/tickets", new StringContent("{}", Encoding.UTF8, mediaType)).ReadProblemAsync(
            HttpStatusCode.UnsupportedMediaType);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("{")]
    [InlineData("""{"title":"T" "description":"0123456789"}""")]
    [InlineData("""{"title":"T","description":"0123456789",}""")]
    [InlineData("""{"title":"T","description":"0123456789"}{}""")]
    [InlineData("""{"title":"T","description":"0123456789""")]
    public async Task A_body_that_is_not_a_JSON_object_is_a_problem(string json)
    {
        await backend.PostAsync("/tickets", json).RefusesAsync("body");
    }

    [Fact]
    public async Task A_deeply_nested_body_is_a_problem()
    {
        var nested = string.Concat(Enumerable.Repeat("{\"eq\":", 5_000)) + "1" + new string('}', 5_000);

        await backend.PostAsync("/data/orders/query", "{\"filters\":{\"quantity\":" + nested + "}}").ReadProblemAsync(
            HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData(65_536, false)]
    [InlineData(65_000, true)] // Kestrel counts what frames the chunks, too.
    public async Task Accepts_a_body_of_64_KiB_and_rejects_a_larger_one(int largest, bool chunked)
    {
        await SendAsync(largest).RefusesAsync("body");
        await SendAsync(65_537).ReadProblemAsync(HttpStatusCode.RequestEntityTooLarge);

        Task<HttpResponseMessage> SendAsync(int bytes)
        {
            var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/tickets", UriKind.Relative))
            {
                Content = new ByteArrayContent([.. Enumerable.Repeat((byte)' ', bytes)]),
            };
            request.Content.Headers.ContentType = new("application/json");
            request.Headers.TransferEncodingChunked = chunked;
            return backend.Client.SendAsync(request, Cancellation);
        }
    }

    [Fact]
    public async Task A_caller_that_accepts_only_html_gets_a_problem()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/nothing", UriKind.Relative));
        request.Headers.Accept.ParseAdd("text/html");
        using var response = await backend.Client.SendAsync(request, Cancellation);

        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task The_trace_id_is_that_of_the_caller()
    {
        const string TraceId = "0af7651916cd43dd8448eb211c80319c";
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/nothing", UriKind.Relative));
        request.Headers.Add("traceparent", $"00-{TraceId}-b7ad6b7169203331-01");
        using var plain = new HttpClient(new SocketsHttpHandler { ActivityHeadersPropagator = null }) { BaseAddress = backend.Address };
        var problem = await plain.SendAsync(request, Cancellation).ReadProblemAsync(HttpStatusCode.NotFound);

        Assert.Equal(TraceId, problem.GetProperty("trace_id").GetString());
    }

    [Fact]
    public async Task A_broken_database_is_a_problem_without_its_cause_and_makes_the_backend_unready()
    {
        await using var broken = new BackendFixture();
        await broken.InitializeAsync();
        var database = broken.Services.GetRequiredService<Database>();
        await using (var connection = await database.OpenAsync(Cancellation))
        {
            await connection.ExecuteAsync("PRAGMA foreign_keys = OFF; DROP TABLE users", Cancellation);
        }

        var problem = await broken.GetAsync("/users").ReadProblemAsync(HttpStatusCode.InternalServerError);
        using var ready = await broken.GetAsync("/health/ready");
        using var live = await broken.GetAsync("/health/live");

        Assert.DoesNotContain("users", problem.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
    }

    [Fact]
    public async Task Is_healthy_and_ready()
    {
        var health = await backend.GetAsync("/health").ReadAsync();
        var ready = await backend.GetAsync("/health/ready").ReadAsync();

        Assert.Equal("healthy", health.GetProperty("status").GetString());
        Assert.Equal("healthy", ready.GetProperty("dependencies").GetProperty("database").GetProperty("status").GetString());
    }
}
