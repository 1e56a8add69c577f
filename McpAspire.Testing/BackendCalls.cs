using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace McpAspire.Testing;

/// <summary>Calls the backend with paths and JSON as text.</summary>
internal static class BackendCalls
{
    public static Task<HttpResponseMessage> SendAsync(
        this BackendFixture backend,
        HttpMethod method,
        string path,
        HttpContent? content = null,
        params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = content };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return backend.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
    }

    public static Task<HttpResponseMessage> GetAsync(
        this BackendFixture backend,
        string path,
        params (string Name, string Value)[] headers) =>
        backend.SendAsync(HttpMethod.Get, path, content: null, headers);

    public static Task<HttpResponseMessage> PostAsync(
        this BackendFixture backend,
        string path,
        string json,
        params (string Name, string Value)[] headers) =>
        backend.SendAsync(HttpMethod.Post, path, new StringContent(json, Encoding.UTF8, "application/json"), headers);

    public static async Task<JsonElement> ReadAsync(this Task<HttpResponseMessage> call, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var response = await call;
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        return await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
    }

    /// <summary>Asserts that the response is a problem with this status, and returns its body.</summary>
    public static async Task<JsonElement> ReadProblemAsync(this Task<HttpResponseMessage> call, HttpStatusCode status)
    {
        using var response = await call;
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var text = await response.Content.ReadAsStringAsync(Cancellation);
        Assert.DoesNotContain("Exception", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("SQLite", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("System.", text, StringComparison.Ordinal);
        var problem = JsonElement.Parse(text);
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.GetProperty("title").GetString()!);
        Assert.Matches("^[0-9a-f]{32}$", problem.GetProperty("trace_id").GetString());
        return problem;
    }

    /// <summary>Asserts that exactly these fields are rejected, and returns the rule of the first.</summary>
    public static async Task<string> RefusesAsync(this Task<HttpResponseMessage> call, params string[] fields)
    {
        var problem = await call.ReadProblemAsync(HttpStatusCode.BadRequest);
        var errors = problem.GetProperty("errors");
        Assert.Equal(
            fields.Order(StringComparer.Ordinal),
            errors.EnumerateObject().Select(error => error.Name).Order(StringComparer.Ordinal));
        Assert.All(errors.EnumerateObject(), error => Assert.NotEmpty(error.Value[0].GetString()!));
        return errors.GetProperty(fields[0])[0].GetString()!;
    }

    /// <summary>The number of tickets.</summary>
    public static async Task<int> TicketsAsync(this BackendFixture backend) =>
        (await backend.GetAsync("/tickets?limit=1").ReadAsync()).GetProperty("total").GetInt32();

    public static string[] Ids(this JsonElement page, string key = "id") =>
        [.. page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty(key).GetString()!)];
}
