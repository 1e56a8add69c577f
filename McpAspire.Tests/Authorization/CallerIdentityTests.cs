using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using McpAspire.MockBackend.Entra;
using McpAspire.Server.Identity;
using McpAspire.ServiceDefaults.Logging;
using McpAspire.Tests.Entra;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace McpAspire.Tests.Authorization;

/// <summary>A server that calls its backend on behalf of the caller: from the MCP client to the backend, with the local Entra ID.</summary>
[Trait("Category", "Integration")]
[Trait("Server", "Program")]
public sealed class CallerIdentityTests : IAsyncLifetime
{
    private readonly CallerServer _server = new();

    private LocalEntra Entra => _server.Entra;

    public ValueTask InitializeAsync() => _server.InitializeAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task The_backend_sees_the_user_and_applies_their_rights()
    {
        var created = await CallAsync(Registrations.LocalUser, Ticket);
        var refused = await CallAsync(Registrations.LocalReader, Ticket);
        var read = await CallAsync(Registrations.LocalReader, Read);

        Assert.Equal(EntraIds.LocalUser, await CreatorOfAsync(created));
        AssertError(("SERVICE_ERROR", "forbidden", "The user does not have permission for this operation on the backend."), refused);
        Assert.Contains("\"id\":\"123\"", read.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fifty_concurrent_first_calls_of_a_user_make_one_exchange()
    {
        var token = _server.TokenOf(Registrations.LocalUser);

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => SendAsync(token, Read)));

        Assert.All(answers, static answer => Assert.Contains("\"id\":\"123\"", answer.Text, StringComparison.Ordinal));
        Assert.Equal(1, Entra.Failures.Exchanges);
    }

    [Fact]
    public async Task Concurrent_calls_of_two_users_reach_the_backend_as_their_own()
    {
        UserRegistration[] users = [.. Enumerable.Range(1, 4).Select(static number =>
            Registrations.LocalUser with { ObjectId = $"dddddddd-0000-0000-0000-00000000010{number}" })];
        Array.ForEach(users, Entra.Users.Add);
        var tokens = users.ToDictionary(static user => user.ObjectId, user => _server.TokenOf(user));

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(async number =>
        {
            var user = users[number % users.Length].ObjectId;
            return (User: user, Creator: await CreatorOfAsync(await SendAsync(tokens[user], Ticket)));
        }));

        Assert.All(answers, static answer => Assert.Equal(answer.User, answer.Creator));
        Assert.Equal(users.Length, Entra.Failures.Exchanges);
    }

    [Theory]
    [InlineData(50076, "insufficient_claims", "the API requires a further sign-in step of the user (AADSTS50076)")]
    [InlineData(50079, "insufficient_claims", "the API requires a further sign-in step of the user (AADSTS50079)")]
    [InlineData(50173, "invalid_token", "the user's sign-in has ended (AADSTS50173)")]
    [InlineData(70043, "invalid_token", "the user's sign-in has ended (AADSTS70043)")]
    public async Task What_a_sign_in_mends_is_a_401_with_a_challenge(int code, string error, string reason)
    {
        Entra.Failures.Add(new InjectedFailure(Code: code, Grant: "on_behalf_of"));

        var refused = await CallAsync(Registrations.LocalUser, Read);
        var next = await CallAsync(Registrations.LocalUser, Read);

        var challenge = refused.Header("WWW-Authenticate")!;
        Assert.Equal(
            (HttpStatusCode.Unauthorized, $"Unauthorized: {reason}.", 1),
            (refused.Status, refused.ErrorMessage, (int?)refused.Message!["id"]));
        Assert.StartsWith(
            $"Bearer error=\"{error}\", error_description=\"{reason}\", scope=\"api://mcp-server/Users.Read ",
            challenge,
            StringComparison.Ordinal);
        Assert.Contains("resource_metadata=\"http", challenge, StringComparison.Ordinal);
        Assert.Equal(error == "insufficient_claims", challenge.Contains("claims=\"", StringComparison.Ordinal));
        Assert.Contains("\"id\":\"123\"", next.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_claims_that_Entra_requires_reach_the_client_unchanged()
    {
        const string Claims = """{"access_token":{"acrs":{"essential":true,"value":"c1"}}}""";
        Entra.Failures.Add(new InjectedFailure(Code: 50158, Grant: "on_behalf_of", Claims: Claims));

        var challenge = (await CallAsync(Registrations.LocalUser, Read)).Header("WWW-Authenticate")!;

        var encoded = challenge.Split("claims=\"")[1].TrimEnd('"');
        Assert.Equal(Claims, Encoding.UTF8.GetString(Convert.FromBase64String(encoded)));
    }

    [Theory]
    [InlineData(65001, "Consent is missing: this server may not call the API on behalf of the user (AADSTS65001).")]
    [InlineData(50057, "The user's account is disabled (AADSTS50057).")]
    public async Task What_an_administrator_mends_is_an_error_of_the_tool_after_one_exchange(int code, string message)
    {
        Entra.Failures.Add(new InjectedFailure(Code: code, Grant: "on_behalf_of", User: Registrations.LocalReader.PreferredUserName));

        var refused = await CallAsync(Registrations.LocalReader, Read);
        var other = await CallAsync(Registrations.LocalUser, Read);

        AssertError(("AUTHENTICATION_ERROR", "unauthorized", message), refused);
        Assert.False((bool)JsonNode.Parse(refused.Text)!["retryable"]!);
        Assert.Contains("\"id\":\"123\"", other.Text, StringComparison.Ordinal);
        Assert.Equal(2, Entra.Failures.Exchanges);
    }

    [Fact]
    public async Task While_Entra_is_down_new_users_get_a_retryable_error_and_known_users_are_served()
    {
        var known = _server.TokenOf(Registrations.LocalUser);
        await SendAsync(known, Read);
        Entra.Failures.Add(new InjectedFailure(503, Count: 100));

        var unknown = await CallAsync(Registrations.LocalReader, Read);

        AssertError(("AUTHENTICATION_ERROR", "unauthorized", "Azure token acquisition failed: "), unknown);
        Assert.True((bool)JsonNode.Parse(unknown.Text)!["retryable"]!);
        Assert.Contains("\"id\":\"123\"", (await SendAsync(known, Read)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_token_is_never_exchanged()
    {
        foreach (var what in Enum.GetValues<WrongToken>())
        {
            var token = Entra.Make(what, Registrations.Server, Registrations.Backend, Registrations.LocalUser);

            Assert.Equal((what, HttpStatusCode.Unauthorized), (what, (await SendAsync(token, Read)).Status));
        }

        Assert.Equal(0, Entra.Failures.Exchanges);
    }

    [Fact]
    public async Task A_user_token_that_has_just_expired_is_refused_by_Entra_and_gets_a_challenge()
    {
        // The server tolerates 5 minutes of clock skew; so does the local Entra ID, but it may be less patient.
        Entra.Failures.Add(new InjectedFailure(Code: 70043, Grant: "on_behalf_of"));

        var answer = await SendAsync(_server.TokenOf(Registrations.LocalUser, TimeSpan.FromMinutes(-3)), Read);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
        Assert.StartsWith("Bearer error=\"invalid_token\"", answer.Header("WWW-Authenticate"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_user_token_without_the_permission_of_the_tool_is_not_exchanged()
    {
        var ide = Registrations.Apps.Single(static app => app.ClientId == EntraIds.IdeApp);
        var scopes = DelegatedScopes.Read("api://mcp-server/Users.Read", ide).Value!;
        var token = Entra.AccessTokens.Issue(Registrations.LocalUser, ide, scopes, TimeSpan.FromHours(1));

        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(token, Ticket)).Status);
        Assert.Equal(0, Entra.Failures.Exchanges);
    }

    [Fact]
    public async Task Programs_without_a_user_are_refused_unless_the_server_may_call_for_them()
    {
        await using var lenient = new ServerHost(
            _server.Backend.Api.BaseAddress!, [.. _server.Settings, ("BACKEND_APP_ONLY_CALLERS", "Server")]);
        var program = _server.TokenOf("program");

        var refused = await SendAsync(program, Ticket);
        var served = await lenient.SendAsync("/mcp", Ticket.With("Authorization", $"Bearer {program}"));
        var user = await lenient.SendAsync("/mcp", Ticket.With("Authorization", $"Bearer {_server.TokenOf(Registrations.LocalUser)}"));

        Assert.Equal(
            (HttpStatusCode.Forbidden,
                "Forbidden: this tool acts on behalf of a user, but the token names no user (it has no claim scp). Sign in as a user."),
            (refused.Status, refused.ErrorMessage));
        var server = Registrations.Apps.Single(static app => app.ClientId == EntraIds.ServerApp);
        Assert.Equal(server.ObjectId, await CreatorOfAsync(served));
        Assert.Equal(EntraIds.LocalUser, await CreatorOfAsync(user));
    }

    [Fact]
    public async Task A_401_of_the_backend_exchanges_the_token_once_more()
    {
        var token = _server.TokenOf(Registrations.LocalUser);
        await SendAsync(token, Read);
        await BreakBackendAsync("status=401");

        Assert.Contains("\"id\":\"123\"", (await SendAsync(token, Read)).Text, StringComparison.Ordinal);
        Assert.Equal(2, Entra.Failures.Exchanges);

        await BreakBackendAsync("status=401;count=2");
        AssertError(
            ("AUTHENTICATION_ERROR", "unauthorized", "The backend does not accept the user's token."),
            await SendAsync(token, Read));
    }

    [Fact]
    public async Task A_generated_tool_closes_a_ticket_with_the_rights_of_the_caller()
    {
        var backend = _server.Backend.Api.BaseAddress!;
        await using var host = new ServerHost(
            backend,
            [
                .. _server.ProtectedSettings,
                ("APIS_FILE", Repository.PathOf("McpAspire.AppHost", "apis.json")),
                ("Apis:desk:BaseAddress", backend.AbsoluteUri),
                ("Apis:desk:Identity", "Caller"),
            ]);
        var id = (string)JsonNode.Parse((await host.SendAsync("/mcp", Ticket.With(
            "Authorization", $"Bearer {_server.TokenOf("program")}"))).Text)!["id"]!;
        var close = McpCall.Tool(Revision.November2025, "change_ticket_status", new() { ["id"] = id, ["status"] = "closed" });

        var refused = await host.SendAsync("/mcp", close.With("Authorization", $"Bearer {_server.TokenOf(Registrations.LocalReader)}"));
        var closed = await host.SendAsync("/mcp", close.With("Authorization", $"Bearer {_server.TokenOf(Registrations.LocalUser)}"));

        AssertError(("SERVICE_ERROR", "forbidden", "The user does not have permission for this operation on the backend."), refused);
        Assert.Equal("closed", (string?)JsonNode.Parse(closed.Text)!["status"]);
    }

    [Fact]
    [Trait("Server", "InProcess")]
    public async Task The_audit_says_whose_identity_the_backend_saw_and_no_log_has_a_token()
    {
        using var events = new RecordedEvents();
        await using var host = new ServerHost(
            _server.Backend.Api.BaseAddress!,
            services => services.AddLogging(logging => logging.AddProvider(events).SetMinimumLevel(LogLevel.Trace)),
            [.. _server.Settings, ("LOG_LEVEL", "TRACE")]);
        var token = _server.TokenOf(Registrations.LocalUser);
        var call = Read.With("Authorization", $"Bearer {token}");

        await host.SendAsync("/mcp", call);
        Entra.Failures.Add(new InjectedFailure(Code: 50076, Grant: "on_behalf_of"));
        await host.SendAsync(
            "/mcp", Read.With("Authorization", $"Bearer {_server.TokenOf(Registrations.LocalReader)}"));
        await BreakBackendAsync("status=401;count=2");
        await host.SendAsync("/mcp", call);

        Assert.Equal(
            [CallIdentity.Caller, CallIdentity.Caller, CallIdentity.Caller],
            events.Of(LogCategories.Audit)
                .Where(static one => one.Fields.ContainsKey("Tool"))
                .Select(static one => one.Fields["Identity"]));
        Assert.Equal(
            ["ok", "refused", "ok"],
            events.Of(LogCategories.Audit).Where(static one => one.Message.StartsWith("Token exchange", StringComparison.Ordinal))
                .Select(static one => one.Fields["Outcome"]));
        var text = string.Concat(events.All.Select(static one => one.Text));
        // The start of every token, and the user's name.
        Assert.DoesNotContain("eyJ", text, StringComparison.Ordinal);
        Assert.DoesNotContain(Registrations.LocalUser.PreferredUserName, text, StringComparison.Ordinal);
    }

    private static McpCall Read => McpCall.Tool(Revision.November2025, "get_user_profile", new() { ["user_id"] = "123" });

    private static McpCall Ticket =>
        McpCall.Tool(Revision.November2025, "create_ticket", new() { ["title"] = "Printer", ["description"] = "It prints nothing." });

    private static void AssertError((string Error, string Reason, string Message) expected, McpAnswer answer)
    {
        var error = JsonNode.Parse(answer.Text)!;
        Assert.Equal((expected.Error, expected.Reason), ((string?)error["error"], (string?)error["details"]!["reason"]));
        Assert.StartsWith(expected.Message, (string?)error["message"], StringComparison.Ordinal);
    }

    /// <summary>The creator of a ticket, as the backend stored them.</summary>
    private async Task<string?> CreatorOfAsync(McpAnswer created)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Get, new Uri($"/tickets/{JsonNode.Parse(created.Text)!["id"]}", UriKind.Relative));
        request.Headers.Authorization = new("Bearer", _server.Backend.TokenOf(EntraIds.WorkstationApp));
        using var response = await _server.Backend.Api.SendAsync(request, Cancellation);
        var ticket = await response.Content.ReadFromJsonAsync<JsonObject>(Cancellation);
        return (string?)ticket!["created_by"];
    }

    private Task<McpAnswer> CallAsync(UserRegistration user, McpCall call) => SendAsync(_server.TokenOf(user), call);

    private Task<McpAnswer> SendAsync(string token, McpCall call) =>
        _server.Host.SendAsync("/mcp", call.With("Authorization", $"Bearer {token}"));

    private async Task BreakBackendAsync(string fault)
    {
        using var response = await _server.Backend.Api.PostAsync(
            new Uri("/control/faults", UriKind.Relative),
            new StringContent(new JsonObject { ["faults"] = new JsonArray(fault) }.ToJsonString(), Encoding.UTF8, "application/json"),
            Cancellation);
        response.EnsureSuccessStatusCode();
    }
}
