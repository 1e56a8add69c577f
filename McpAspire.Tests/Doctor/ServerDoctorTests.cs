using System.Text.Json.Nodes;
using McpAspire.MockBackend.Entra;
using McpAspire.Tests.OpenApi;

namespace McpAspire.Tests.Doctor;

/// <summary><c>doctor</c> of the server against the local Entra ID and the protected backend, with one error at a time.</summary>
[Trait("Category", "Integration")]
[Trait("Server", "Program")]
public sealed class ServerDoctorTests(ProtectedBackend backend) : IClassFixture<ProtectedBackend>, IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"mcpaspire-assertion-{Guid.NewGuid():N}");

    /// <summary>The server's settings from the AppHost.</summary>
    private (string Name, string Value)[] AppHost =>
    [
        ("ASPNETCORE_ENVIRONMENT", "Development"),
        ("BACKEND_API_URL", backend.Api.BaseAddress!.ToString()),
        ("AZURE_TENANT_ID", EntraIds.Tenant),
        ("AZURE_CLIENT_ID", EntraIds.ServerApp),
        ("AZURE_AUTHORITY_HOST", backend.Entra.Addresses.Host.ToString()),
        ("AZURE_AUTHORITY_CA_FILE", backend.Entra.CaFile),
        ("AZURE_FEDERATED_TOKEN_FILE", Path.Combine(backend.Entra.Directory, "mcp-server", "azure-identity-token")),
        ("AZURE_SCOPES", "api://mcp-backend/.default"),
    ];

    public void Dispose() => File.Delete(_file);

    [Fact]
    public async Task Passes_in_the_environment_of_the_AppHost()
    {
        var doctor = await RunAsync(
            [], "--subject", "system:serviceaccount:mcp-system:mcp-server", "--issuer", backend.Entra.Addresses.ClusterIssuer);

        Assert.Equal(
            [
                "settings pass", "credential pass", "token_file pass", "assertion pass", "authority pass", "clock pass", "token pass",
                "token_claims pass", "backend pass",
            ],
            doctor.States);
        Assert.Equal((0, string.Empty), (doctor.ExitCode, doctor.Error));
        Assert.Equal("system:serviceaccount:mcp-system:mcp-server", (string?)doctor.Checks["assertion"]["claims"]!["sub"]);
        Assert.Equal(EntraIds.BackendResource, (string?)doctor.Checks["token_claims"]["claims"]!["aud"]);
        Assert.Equal(
            ["Users.Read", "Tickets.Read", "Tickets.Write", "Data.Read"],
            doctor.Checks["token_claims"]["claims"]!["roles"]!.AsArray().Select(role => (string?)role));
        Assert.Contains("GET tickets?limit=1: HTTP 200", doctor.FoundBy("backend"), StringComparison.Ordinal);
        Assert.DoesNotContain("eyJ", doctor.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Writes_a_line_for_each_check_and_the_fix_below_a_failed_one()
    {
        var doctor = await DoctorProcess.RunAsync("McpAspire.Server", [.. AppHost, ("AZURE_CLIENT_ID", Guid.Empty.ToString())]);

        var lines = doctor.Output.Split('\n');
        Assert.Equal(1, doctor.ExitCode);
        Assert.Equal("McpAspire.Server doctor, Development", lines[0]);
        Assert.Equal("pass     settings      all are valid", lines[1]);
        var failed = Array.IndexOf(lines, "FAIL     token         AADSTS700016: The tenant has no application with this client id.");
        Assert.StartsWith("                       fix: Compare AZURE_CLIENT_ID", lines[failed + 1], StringComparison.Ordinal);
        Assert.Equal("skipped  backend       there is no token for the call", lines[failed + 3]);
        Assert.Equal("1 of 9 checks failed.", lines[failed + 4]);
    }

    [Fact]
    public async Task Reports_a_missing_token_file()
    {
        var doctor = await RunAsync([("AZURE_FEDERATED_TOKEN_FILE", _file)]);

        AssertFailed(doctor, "settings", "token_file");
        Assert.Equal($"{_file} does not exist", doctor.FoundBy("token_file"));
        Assert.Contains("azure.workload.identity/use=true", (string?)doctor.Checks["token_file"]["fix"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reports_a_token_file_without_a_token()
    {
        await File.WriteAllTextAsync(_file, "not-a-secret-but-not-shown", Cancellation);
        var doctor = await RunAsync([("AZURE_FEDERATED_TOKEN_FILE", _file)]);

        AssertFailed(doctor, "token_file");
        Assert.Equal($"{_file} is not a JSON Web Token", doctor.FoundBy("token_file"));
        Assert.DoesNotContain("not-shown", doctor.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reports_a_wrong_audience()
    {
        var doctor = await RunWithAssertionAsync(
            backend.Entra.Cluster.Issue("mcp-server", TimeSpan.FromHours(1), "https://kubernetes.default.svc"));

        AssertFailed(doctor, "assertion", "token");
        Assert.Equal("the audience is not api://AzureADTokenExchange", doctor.FoundBy("assertion"));
        Assert.Equal("AADSTS700212", (string?)doctor.Checks["token"]["code"]);
    }

    [Fact]
    public async Task Reports_a_wrong_subject()
    {
        var doctor = await RunWithAssertionAsync(backend.Entra.Cluster.Issue("mcp-client", TimeSpan.FromHours(1)));

        AssertFailed(doctor, "token");
        Assert.Equal("AADSTS700213", (string?)doctor.Checks["token"]["code"]);
        Assert.Equal("system:serviceaccount:mcp-system:mcp-client", (string?)doctor.Checks["assertion"]["claims"]!["sub"]);
    }

    [Fact]
    public async Task Compares_with_the_expected_subject_and_issuer()
    {
        var doctor = await RunAsync([], "--subject", "system:serviceaccount:other:mcp-server", "--issuer", "https://issuer.example.com/");

        AssertFailed(doctor, "assertion");
        Assert.Equal(
            "the issuer is not https://issuer.example.com/\nthe subject is not system:serviceaccount:other:mcp-server",
            doctor.FoundBy("assertion"));
    }

    [Fact]
    public async Task Reports_an_expired_assertion()
    {
        var doctor = await RunWithAssertionAsync(backend.Entra.Cluster.Issue("mcp-server", TimeSpan.FromMinutes(-10)));

        AssertFailed(doctor, "token_file", "token");
        Assert.Equal($"{_file} expired 10 min ago", doctor.FoundBy("token_file"));
        Assert.Equal("AADSTS700024", (string?)doctor.Checks["token"]["code"]);
    }

    [Fact]
    public async Task Reports_an_unknown_client()
    {
        var doctor = await RunAsync([("AZURE_CLIENT_ID", Guid.Empty.ToString())]);

        AssertFailed(doctor, "token");
        Assert.Equal("AADSTS700016", (string?)doctor.Checks["token"]["code"]);
    }

    [Fact]
    public async Task Reports_an_unknown_tenant()
    {
        var doctor = await RunAsync([("AZURE_TENANT_ID", Guid.Empty.ToString())]);

        AssertFailed(doctor, "authority");
        Assert.Equal("AADSTS90002", (string?)doctor.Checks["authority"]["code"]);
    }

    [Fact]
    public async Task Reports_an_unreachable_authority()
    {
        var doctor = await RunAsync([("AZURE_AUTHORITY_HOST", "https://127.0.0.1:1/")]);

        AssertFailed(doctor, "authority");
        Assert.Equal("127.0.0.1:1: no service responds at this address", doctor.FoundBy("authority"));
        Assert.Equal("the authority is not available", doctor.FoundBy("token"));
    }

    [Fact]
    public async Task Reports_an_untrusted_authority()
    {
        var doctor = await RunAsync([("AZURE_AUTHORITY_CA_FILE", string.Empty)]);

        AssertFailed(doctor, "authority");
        Assert.EndsWith(
            "TLS failed: the certificate is not trusted, or is for another host name",
            doctor.FoundBy("authority"),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400, 0, "AADSTS90033", "AADSTS90033: Entra ID is temporarily unavailable.")]
    [InlineData(503, 0, null, "Azure token acquisition failed: Entra returned status 503")]
    [InlineData(200, 600_000, null, "Azure token acquisition failed: Entra did not respond within 2 seconds")]
    public async Task Reports_a_failing_token_endpoint(int status, int delay, string? code, string found)
    {
        backend.Entra.Failures.Add(new InjectedFailure(status, DelayMilliseconds: delay, Count: 20));
        var doctor = await RunAsync(delay > 0 ? [("Identity__TokenTimeout", "00:00:02")] : []);
        backend.Entra.Failures.Clear();

        AssertFailed(doctor, "token");
        Assert.Equal((code, found), ((string?)doctor.Checks["token"]["code"], doctor.FoundBy("token")));
    }

    [Fact]
    public async Task Reports_a_wrong_secret_without_showing_it()
    {
        var doctor = await RunAsync(
            [
                ("AZURE_FEDERATED_TOKEN_FILE", string.Empty),
                ("AZURE_CLIENT_ID", EntraIds.WorkstationApp),
                ("AZURE_CLIENT_SECRET", "the-wrong-secret"),
            ]);

        AssertFailed(doctor, "token");
        Assert.Equal("AADSTS7000215", (string?)doctor.Checks["token"]["code"]);
        Assert.StartsWith("ClientSecret, because", doctor.FoundBy("credential"), StringComparison.Ordinal);
        Assert.DoesNotContain("the-wrong-secret", doctor.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reports_a_missing_app_role_of_the_backend()
    {
        var doctor = await RunAsync(
            [
                ("AZURE_CLIENT_ID", EntraIds.ClientApp),
                ("AZURE_FEDERATED_TOKEN_FILE", Path.Combine(backend.Entra.Directory, "mcp-client", "azure-identity-token")),
            ]);

        AssertFailed(doctor, "backend");
        Assert.Equal(
            $"{backend.Api.BaseAddress}\nGET users?limit=1: HTTP 200\nGET tickets?limit=1: HTTP 403: the app role Tickets.Read is "
                + "missing\nGET datasets: HTTP 403: the app role Data.Read is missing",
            doctor.FoundBy("backend"));
    }

    [Fact]
    public async Task Reports_an_audience_that_the_backend_rejects()
    {
        var doctor = await RunAsync(
            [
                ("AZURE_CLIENT_ID", EntraIds.ClientApp),
                ("AZURE_SCOPES", "api://mcp-server/.default"),
                ("AZURE_FEDERATED_TOKEN_FILE", Path.Combine(backend.Entra.Directory, "mcp-client", "azure-identity-token")),
            ]);

        AssertFailed(doctor, "backend");
        Assert.Contains(
            "GET users?limit=1: HTTP 401: the backend does not accept the token", doctor.FoundBy("backend"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reports_a_backend_that_requires_a_token()
    {
        var doctor = await DoctorProcess.RunAsync("McpAspire.Server", AppHost[..2], "--json");

        AssertFailed(doctor, "backend");
        Assert.Contains("HTTP 401: the backend requires a token, and none was sent", doctor.FoundBy("backend"), StringComparison.Ordinal);
        Assert.Equal("none, because AZURE_SCOPES is not set: calls carry no token", doctor.FoundBy("credential"));
    }

    [Fact]
    public async Task Reports_an_unreachable_backend()
    {
        var doctor = await RunAsync([("BACKEND_API_URL", "http://127.0.0.1:1/api")]);

        AssertFailed(doctor, "backend");
        Assert.StartsWith(
            "http://127.0.0.1:1/api/\nGET users?limit=1: no service responds at this address",
            doctor.FoundBy("backend"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hides_a_password_in_an_address()
    {
        var doctor = await RunAsync([("BACKEND_API_URL", "http://name:password@127.0.0.1:1/api")]);

        AssertFailed(doctor, "settings");
        Assert.DoesNotContain("name:password", doctor.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reports_every_invalid_setting_of_a_server_that_cannot_start()
    {
        var doctor = await DoctorProcess.RunAsync(
            "McpAspire.Server",
            [("ASPNETCORE_ENVIRONMENT", "Production"), ("PORT", "abc"), ("AZURE_CLIENT_SECRET", "the-secret")],
            "--json");

        AssertFailed(doctor, "settings", "credential");
        Assert.Contains("PORT (Listen:Port) must be a port, 0 to 65535", doctor.FoundBy("settings"), StringComparison.Ordinal);
        Assert.Contains("BACKEND_API_URL (Backend:BaseAddress) is required", doctor.FoundBy("settings"), StringComparison.Ordinal);
        Assert.Contains(
            "AZURE_CLIENT_SECRET (Identity:ClientSecret) must not be used in Production",
            doctor.FoundBy("settings"),
            StringComparison.Ordinal);
        Assert.DoesNotContain("the-secret", doctor.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hides_a_token_in_place_of_its_file_name()
    {
        var token = backend.Entra.Cluster.Issue("mcp-server", TimeSpan.FromHours(1));
        var doctor = await RunAsync([("AZURE_FEDERATED_TOKEN_FILE", token)]);

        AssertFailed(doctor, "settings", "token_file");
        Assert.Equal("(a token) does not exist", doctor.FoundBy("token_file"));
        Assert.DoesNotContain(token[..20], doctor.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exchanges_the_token_of_a_user_without_printing_it()
    {
        var ide = Registrations.Apps.Single(static app => app.ClientId == EntraIds.IdeApp);
        var user = backend.Entra.AccessTokens.Issue(
            Registrations.LocalReader, ide, DelegatedScopes.Read("api://mcp-server/.default", ide).Value!, TimeSpan.FromHours(1));
        (string, string)[] caller =
        [
            ("BACKEND_IDENTITY", "Caller"),
            ("AUTHORIZATION_MODE", "EntraId"),
            ("AUTHORIZATION_AUDIENCE", $"{EntraIds.ServerResource} api://mcp-server"),
            ("USER_TOKEN", user),
            ("PROGRAM_TOKEN", backend.TokenOf(EntraIds.ClientApp)),
        ];

        var without = await RunAsync(caller);
        var passed = await RunAsync(caller, "--token-env", "USER_TOKEN");
        var program = await RunAsync(caller, "--token-env", "PROGRAM_TOKEN");
        var missing = await RunAsync(caller, "--token-env", "NO_TOKEN");
        var foreign = await RunAsync(
            [.. caller, ("AUTHORIZATION_CLIENT_ID", EntraIds.WorkstationApp)], "--token-env", "USER_TOKEN");

        Assert.Contains("backend skipped", without.States);
        Assert.Equal(0, passed.ExitCode);
        Assert.Equal(
            "Users.Read Tickets.Read Tickets.Write Data.Read", (string?)passed.Checks["backend"]["claims"]!["scp"]);
        Assert.DoesNotContain("eyJ", passed.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Registrations.LocalReader.PreferredUserName, passed.Output, StringComparison.Ordinal);
        AssertFailed(program, "backend");
        Assert.Contains("it has no claim scp", program.FoundBy("backend"), StringComparison.Ordinal);
        AssertFailed(missing, "backend");
        AssertFailed(foreign, "backend");
        Assert.StartsWith("AADSTS", (string?)foreign.Checks["backend"]["code"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Requests_the_health_path_of_each_API()
    {
        await using var healthy = await StubApi.StartAsync();
        await using var failing = await StubApi.StartAsync();
        failing.Respond = static context => StubApi.Json(context, "{}", 503);
        var apis = new JsonObject
        {
            ["failing"] = Api("get_a", failing.Address, "/health"),
            ["healthy"] = Api("get_b", healthy.Address, "/health"),
            ["quiet"] = Api("get_c", healthy.Address),
        };
        await File.WriteAllTextAsync(
            _file, new JsonObject { ["Apis"] = apis }.ToJsonString(), Cancellation);

        var doctor = await RunAsync([("APIS_FILE", _file)]);

        Assert.Equal(["api-failing fail", "api-healthy pass", "api-quiet skipped"], doctor.States.TakeLast(3));
        AssertFailed(doctor, "api-failing");
        Assert.Contains("GET /health: HTTP 503", doctor.FoundBy("api-failing"), StringComparison.Ordinal);
        Assert.All(failing.Calls.Concat(healthy.Calls), static call => Assert.Equal("GET /base/health", $"{call.Method} {call.Target}"));
        Assert.Single(healthy.Calls);
    }

    [Theory]
    [InlineData("--xml")]
    [InlineData("--subject")]
    public async Task Exits_with_2_for_unknown_arguments(string argument)
    {
        var doctor = await DoctorProcess.RunAsync("McpAspire.Server", AppHost, argument);

        Assert.Equal((2, string.Empty), (doctor.ExitCode, doctor.Output));
        Assert.Equal(
            "McpAspire.Server: unknown arguments. Usage: doctor [--json] [--subject SUBJECT] [--issuer URL] [--token-env NAME]",
            doctor.Error.Trim());
    }

    private static JsonObject Api(string tool, Uri address, string? healthPath = null)
    {
        var api = new JsonObject
        {
            ["Document"] = Repository.PathOf("McpAspire.MockBackend", "openapi.json"),
            ["BaseAddress"] = $"{address}base",
            ["Tools"] = new JsonObject { ["getTicket"] = new JsonObject { ["Name"] = tool } },
        };
        if (healthPath is not null)
        {
            api["HealthPath"] = healthPath;
        }

        return api;
    }

    private static void AssertFailed(DoctorProcess doctor, params string[] checks)
    {
        Assert.Equal(
            checks, doctor.Checks.Where(static check => (string?)check.Value["state"] == "fail").Select(static check => check.Key));
        Assert.All(checks, check => Assert.NotNull(doctor.Checks[check]["fix"]));
        Assert.Equal((1, string.Empty), (doctor.ExitCode, doctor.Error));
    }

    private async Task<DoctorProcess> RunWithAssertionAsync(string assertion)
    {
        await File.WriteAllTextAsync(_file, assertion, Cancellation);
        var doctor = await RunAsync([("AZURE_FEDERATED_TOKEN_FILE", _file)]);
        Assert.DoesNotContain(assertion.Split('.')[1], doctor.Output, StringComparison.Ordinal);
        return doctor;
    }

    private Task<DoctorProcess> RunAsync((string, string)[] changes, params string[] arguments) =>
        DoctorProcess.RunAsync("McpAspire.Server", [.. AppHost, .. changes], ["--json", .. arguments]);
}
