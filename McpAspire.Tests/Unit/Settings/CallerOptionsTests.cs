using McpAspire.Server;
using McpAspire.Server.Authorization;
using McpAspire.ServiceDefaults.Identity;
using McpAspire.ServiceDefaults.Settings;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace McpAspire.Tests.Unit.Settings;

[Trait("Category", "Unit")]
public sealed class CallerOptionsTests
{
    private const string Tenant = "--AZURE_TENANT_ID=11111111-2222-3333-4444-555555555555";
    private const string EntraId = "--AUTHORIZATION_MODE=EntraId";
    private const string Audience = "--AUTHORIZATION_AUDIENCE=bbbbbbbb-0000-0000-0000-000000000002";

    [Fact]
    public void Anyone_may_call_by_default() => Assert.Equal(AuthorizationMode.None, Read("Development").Mode);

    [Fact]
    public void Production_does_not_start_without_authorization_or_an_explicit_exception()
    {
        var exception = Assert.Throws<OptionsValidationException>(() => Read("Production"));

        Assert.Equal(
            "AUTHORIZATION_MODE (Authorization:Mode) must be EntraId in Production; AUTHORIZATION_ALLOW_NONE=true permits None, with "
                + "which anyone who can reach the server may call every tool; it is not set.",
            exception.Message);
    }

    [Theory]
    [InlineData("--AUTHORIZATION_ALLOW_NONE=true")]
    [InlineData("--AUTHORIZATION_ALLOW_NONE=true", "--AUTHORIZATION_MODE=None")]
    [InlineData(EntraId, Audience, Tenant)]
    public void Production_starts_with_authorization_or_an_explicit_exception(params string[] settings) =>
        Assert.NotNull(Read("Production", settings));

    [Theory]
    [InlineData("AUTHORIZATION_AUDIENCE (Authorization:Audience) is required with EntraId", EntraId, Tenant)]
    [InlineData(
        "AUTHORIZATION_MODE (Authorization:Mode) must be EntraId with BACKEND_IDENTITY=Caller",
        "--BACKEND_IDENTITY=Caller",
        "--BACKEND_API_URL=http://backend")]
    [InlineData(
        "AUTHORIZATION_CLIENT_ID (Authorization:ClientId) is required with BACKEND_IDENTITY=Caller",
        EntraId,
        Tenant,
        "--AUTHORIZATION_AUDIENCE=api://mcp-server",
        "--BACKEND_IDENTITY=Caller",
        "--BACKEND_API_URL=http://backend")]
    [InlineData(
        "AUTHORIZATION_CLIENT_ID (Authorization:ClientId) requires AZURE_FEDERATED_TOKEN_FILE with BACKEND_IDENTITY=Caller",
        EntraId,
        Tenant,
        Audience,
        "--BACKEND_IDENTITY=Caller",
        "--BACKEND_API_URL=http://backend")]
    [InlineData(
        "AUTHORIZATION_AUTHORITY (Authorization:Authority) is required with EntraId where AZURE_TENANT_ID is not set", EntraId, Audience)]
    [InlineData(
        "AUTHORIZATION_AUTHORITY (Authorization:Authority) must be an https URL",
        EntraId,
        Audience,
        "--AUTHORIZATION_AUTHORITY=http://login.example/t/v2.0")]
    [InlineData(
        "AUTHORIZATION_AUTHORITY (Authorization:Authority) must name one tenant",
        EntraId,
        Audience,
        "--AUTHORIZATION_AUTHORITY=https://login.microsoftonline.com/common/v2.0")]
    [InlineData(
        "AUTHORIZATION_AUTHORITY (Authorization:Authority) must name one tenant",
        EntraId,
        Audience,
        "--AUTHORIZATION_AUTHORITY=https://login.microsoftonline.com/consumers/v2.0")]
    [InlineData(
        "AUTHORIZATION_AUTHORITY (Authorization:Authority) must name one tenant",
        EntraId,
        Audience,
        "--AUTHORIZATION_AUTHORITY=https://login.microsoftonline.com/")]
    [InlineData("AUTHORIZATION_MODE (Authorization:Mode) must be one of None, EntraId", "--AUTHORIZATION_MODE=Entra")]
    public void A_wrong_setting_is_named(string message, params string[] settings)
    {
        var exception = Assert.Throws<OptionsValidationException>(() => Read("Development", settings));

        Assert.StartsWith(message, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bbbbbbbb-0000-0000-0000-000000000002", "api://bbbbbbbb-0000-0000-0000-000000000002/Users.Read")]
    [InlineData("bbbbbbbb-0000-0000-0000-000000000002 api://mcp-server", "api://mcp-server/Users.Read")]
    [InlineData("https://mcp.example.com, bbbbbbbb-0000-0000-0000-000000000002", "https://mcp.example.com/Users.Read")]
    public void Scopes_start_with_the_URI_of_the_application(string audience, string scope)
    {
        var options = Read("Development", EntraId, Tenant, $"--AUTHORIZATION_AUDIENCE={audience}");

        Assert.Equal(scope, options.ScopeOf(Permissions.UsersRead));
        Assert.Contains("bbbbbbbb-0000-0000-0000-000000000002", options.AcceptedAudiences);
        Assert.Contains(scope[..^"/Users.Read".Length], options.AcceptedAudiences);
    }

    [Fact]
    public void The_authority_is_that_of_the_tenant_unless_it_is_set()
    {
        var identity = new IdentityOptions { TenantId = "11111111-2222-3333-4444-555555555555" };

        Assert.Equal(
            "https://login.microsoftonline.com/11111111-2222-3333-4444-555555555555/v2.0",
            new CallerOptions().AuthorityOr(identity)?.AbsoluteUri);
        Assert.Equal(
            "https://login.example/t/v2.0",
            new CallerOptions { Authority = new("https://login.example/t/v2.0") }.AuthorityOr(identity)?.AbsoluteUri);
    }

    [Fact]
    public void Tokens_have_one_algorithm_and_the_request_for_their_keys_a_time_limit()
    {
        using var services = Build("Development", EntraId, Tenant, Audience);

        var bearer = services.GetRequiredService<IOptionsMonitor<JwtBearerOptions>>().Get(JwtBearerDefaults.AuthenticationScheme);

        Assert.Equal(["RS256"], bearer.TokenValidationParameters.ValidAlgorithms);
        Assert.Equal(TimeSpan.FromSeconds(5), bearer.BackchannelTimeout);
    }

    private static CallerOptions Read(string environment, params string[] settings)
    {
        using var services = Build(environment, settings);
        return services.GetRequiredService<IOptions<CallerOptions>>().Value;
    }

    private static ServiceProvider Build(string environment, params string[] settings)
    {
        var builder = WebApplication.CreateEmptyBuilder(new() { EnvironmentName = environment });
        builder.Configuration.AddCommandLine(settings);
        builder.AddSettings(ServerSettings.Aliases);
        builder.AddIdentity();
        builder.AddCallerAuthorization();
        builder.AddBackend();
        return builder.Services.BuildServiceProvider();
    }
}
