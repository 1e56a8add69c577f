using McpAspire.Tests.Integration;

namespace McpAspire.Tests.OpenApi;

/// <summary>Secrets stay with the API, callers stay apart, and only what may be repeated is repeated.</summary>
[Trait("Category", "Integration")]
[Trait("Server", "Program")]
public sealed class ConnectionTests
{
    private static string Operation(string method, string parameters = "") =>
        """{"/things":{"METHOD":{"operationId":"change","parameters":[PARAMETERS],"responses":{"204":{"description":""}}}}}"""
            .Replace("METHOD", method, StringComparison.Ordinal).Replace("PARAMETERS", parameters, StringComparison.Ordinal);

    [Fact]
    public async Task A_redirect_is_not_followed_and_a_secret_goes_nowhere_else()
    {
        await using var other = await StubApi.StartAsync();
        var secret = Path.GetTempFileName();
        await File.WriteAllTextAsync(secret, "key-1\n", Cancellation);
        await using var server = await ApiServer.StartAsync(Operation("get"), $$"""{"HeaderFiles":{"X-Api-Key":"{{secret}}"} }""");
        server.Api.Respond = context =>
        {
            context.Response.Redirect(other.Address.AbsoluteUri);
            return Task.CompletedTask;
        };

        var redirected = await server.Client.CallFailsAsync("change", "{}");

        Assert.StartsWith("The backend redirects", redirected.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal("key-1", Assert.Single(server.Api.Calls).Headers["X-Api-Key"]);
        server.Api.Respond = static context => Task.FromResult(context.Response.StatusCode = 401);
        var refused = await server.Client.CallFailsAsync("change", "{}");
        Assert.Equal("The backend does not accept the server's token.", refused.GetProperty("message").GetString());
        Assert.Empty(other.Calls);
        File.Delete(secret);
    }

    [Fact]
    public async Task A_cookie_of_one_call_is_not_in_the_next()
    {
        await using var server = await ApiServer.StartAsync(Operation("get"));
        server.Api.Respond = static context =>
        {
            context.Response.Cookies.Append("session", "of-the-first-caller");
            context.Response.StatusCode = 204;
            return Task.CompletedTask;
        };

        await server.Client.CallAsync("change", "{}");
        await server.Client.CallAsync("change", "{}");

        Assert.Equal(2, server.Api.Calls.Count);
        Assert.DoesNotContain(server.Api.Calls, static call => call.Headers.ContainsKey("Cookie"));
    }

    [Theory]
    [InlineData("get", "", "{}", 2)]
    [InlineData("post", "", "{}", 1)]
    [InlineData("patch", "", "{}", 1)]
    [InlineData("put", "", "{}", 1)]
    [InlineData("put", "", """{"Retry":true}""", 2)]
    [InlineData("delete", "", """{"Retry":true}""", 2)]
    [InlineData("post", "", """{"Retry":true}""", 1)]
    [InlineData("post", """{"name":"Idempotency-Key","in":"header","schema":{"type":"string"}}""", "{}", 2)]
    public async Task Only_what_may_be_repeated_is_repeated(string method, string parameters, string settings, int requests)
    {
        await using var server = await ApiServer.StartAsync(
            Operation(method, parameters), $$"""{"Tools":{"change":{{(settings is "{}" ? """{"Title":"x"}""" : settings)}} } }""");
        server.Api.Respond = context => Task.FromResult(context.Response.StatusCode = server.Api.Calls.Count == 1 ? 503 : 204);

        await server.Client.CallAsync("change", "{}");

        Assert.Equal(requests, server.Api.Calls.Count);
        var keys = server.Api.Calls.Select(static call => call.Headers.GetValueOrDefault("Idempotency-Key")).Distinct().ToList();
        Assert.Equal(parameters.Length > 0, Assert.Single(keys) is { Length: 36 });
    }

    [Fact]
    public async Task A_chosen_key_is_the_callers_own_and_the_same_each_time()
    {
        await using var server = await ApiServer.StartAsync(
            Operation("post", """{"name":"idempotency-key","in":"header","required":true,"schema":{"type":"string"}}"""));

        await server.Client.CallAsync("change", """{"idempotency_key":"k"}""");
        await server.Client.CallAsync("change", """{"idempotency_key":"k"}""");

        var key = Assert.Single(server.Api.Calls.Select(static call => call.Headers["Idempotency-Key"]).Distinct());
        Assert.NotEqual("k", key);
    }

    [Fact]
    public async Task Each_API_has_its_own_breaker_and_its_own_limit()
    {
        await using var server = await ApiServer.StartAsync(Operation("post"), """{"MaxConcurrentCalls":1}""");
        var release = new TaskCompletionSource();
        server.Api.Respond = async context =>
        {
            await release.Task.WaitAsync(context.RequestAborted);
            context.Response.StatusCode = 204;
        };

        var first = server.Client.CallAsync("change", "{}").AsTask();
        await Eventually(() => server.Api.Calls.Count == 1);
        var busy = await server.Client.CallFailsAsync("change", "{}");
        release.SetResult();
        await first;
        server.Api.Respond = static context => Task.FromResult(context.Response.StatusCode = 500);
        var codes = new List<string?>();
        for (var call = 0; call < 11; call++)
        {
            codes.Add((await server.Client.CallFailsAsync("change", "{}")).GetProperty("details").GetProperty("reason").GetString());
        }

        Assert.Equal("rate_limited", busy.GetProperty("details").GetProperty("reason").GetString());
        Assert.Equal(["unavailable", "circuit_open"], codes.Distinct());
    }

    private static async Task Eventually(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Yield();
            Cancellation.ThrowIfCancellationRequested();
        }
    }
}
