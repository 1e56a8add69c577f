using McpAspire.ServiceDefaults.Doctor;
using McpAspire.ServiceDefaults.Identity;
using McpAspire.Tests.Entra;

namespace McpAspire.Tests.Doctor;

/// <summary>The checks of tokens.</summary>
[Trait("Category", "Unit")]
public sealed class TokenChecksTests : IDisposable
{
    private const string Id = "bbbbbbbb-0000-0000-0000-000000000001";

    private readonly string _file = Path.GetTempFileName();
    private readonly ManualTime _time = new(_ => false);

    private long Now => _time.GetUtcNow().ToUnixTimeSeconds();

    public void Dispose() => File.Delete(_file);

    [Theory]
    [InlineData($"api://{Id}/.default", Id, CheckState.Pass)]
    [InlineData($"{Id}/.default", $"api://{Id}", CheckState.Pass)]
    [InlineData("api://mcp-backend/.default", Id, CheckState.Pass)]
    [InlineData($"api://{Id}/.default", "00000003-0000-0000-c000-000000000000", CheckState.Fail)]
    [InlineData($"{Id}/.default", "https://graph.microsoft.com", CheckState.Fail)]
    public void Compares_the_audience_with_a_scope_that_has_the_application_id(string scope, string audience, CheckState state) =>
        Assert.Equal(state, Judge(scope, $$"""{"aud":"{{audience}}","roles":["Users.Read"],"exp":{{Now + 3600}}}""").State);

    [Theory]
    [InlineData("""{"aud":"a"}""")]
    [InlineData("""{"aud":"a","roles":[]}""")]
    public void Fails_a_token_without_roles_and_scopes(string claims)
    {
        var check = Judge("api://mcp-backend/.default", claims);

        Assert.Equal((CheckState.Fail, "the token has neither roles nor scopes"), (check.State, check.Found[0]));
        Assert.StartsWith("Assign an app role", check.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public void Accepts_scopes_instead_of_roles() =>
        Assert.Equal(CheckState.Pass, Judge("api://mcp-backend/.default", """{"aud":"a","scp":"Users.Read Tickets.Read"}""").State);

    [Fact]
    public void Warns_of_a_token_that_is_about_to_expire() =>
        Assert.Equal(CheckState.Warning, Judge("api://mcp-backend/.default", $$"""{"aud":"a","roles":["r"],"exp":{{Now + 200}}}""").State);

    [Theory]
    [InlineData(3600, CheckState.Pass, ", issued 30 min ago, valid for 30 min")]
    [InlineData(1900, CheckState.Warning, ", issued 30 min ago, valid for 100 s: overdue for renewal")]
    [InlineData(1500, CheckState.Fail, " expired 5 min ago")]
    public async Task Reports_whether_the_file_is_renewed(int life, CheckState state, string found)
    {
        var issued = Now - 1800;
        await File.WriteAllTextAsync(
            _file, Token($$"""{"iat":{{issued}},"exp":{{issued + life}}}""") + "\n", Cancellation);

        var (check, _) = await TokenFileCheck.RunAsync(
            CredentialKind.WorkloadIdentity, new() { FederatedTokenFile = _file }, _time, Cancellation);

        Assert.Equal((state, $"{_file}{found}"), (check.State, check.Found[0]));
    }

    [Theory]
    [InlineData("api://AzureADTokenExchange")]
    [InlineData("api://AzureADTokenExchangeUSGov")]
    public void Accepts_the_audiences_of_AKS(string audience) =>
        Assert.Equal(
            CheckState.Pass, Assertion(audience, "https://issuer.example.com/", "system:serviceaccount:mcp-system:mcp-server").State);

    [Fact]
    public void Rejects_the_audience_of_identity_bindings_which_no_credential_uses() =>
        Assert.StartsWith(
            "the audience is api://AKSIdentityBinding, ",
            Assert.Single(
                Assertion("api://AKSIdentityBinding", "https://issuer.example.com/", "system:serviceaccount:mcp-system:mcp-server").Found),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("http://issuer.example.com/", "system:serviceaccount:mcp-system:mcp-server", "the issuer is not an https address")]
    [InlineData(
        "https://issuer.example.com/", "system:serviceaccount:mcp-server", "the subject is not system:serviceaccount:NAMESPACE:NAME")]
    public void Rejects_issuers_and_subjects_that_are_not_those_of_a_service_account(string issuer, string subject, string found) =>
        Assert.Equal([found], Assertion("api://AzureADTokenExchange", issuer, subject).Found);

    [Theory]
    [InlineData(false, "aud: a?[2J?b")]
    [InlineData(true, "\"aud\":\"a\\u001b[2J\\u202eb\"")]
    public void Replaces_control_characters_in_claims(bool json, string expected)
    {
        var check = Judge("api://mcp-backend/.default", """{"aud":"a\u001b[2J\u202eb","roles":["r"]}""");

        var text = DoctorCommand.Write(new("program", "Production", default, true, [check]), json);

        Assert.Contains(expected, text.Replace(": \"", ":\"", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
    }

    private static DoctorCheck Assertion(string audience, string issuer, string subject) =>
        AssertionCheck.Run(JwtClaims.Read(Token($$"""{"aud":["{{audience}}"],"iss":"{{issuer}}","sub":"{{subject}}"}""")), new());

    private static string Token(string claims) => $"{TokenParts.Encode("{}")}.{TokenParts.Encode(claims)}.c2lnbmF0dXJl";

    private DoctorCheck Judge(string scope, string claims) =>
        TokenClaimsCheck.Run(DoctorCheck.Pass("token", "obtained"), Token(claims), new() { Scopes = scope }, _time.GetUtcNow());
}
