using System.Net;
using System.Security.Claims;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authentication.JwtBearer;

namespace McpAspire.Tests.Packages.Jwt;

public sealed class JwtBearerOptionsTests : IDisposable
{
    private readonly TokenIssuer _issuer = new();

    public void Dispose() => _issuer.Dispose();

    [Fact]
    public void Have_the_defaults_of_the_real_package()
    {
        var options = new JwtBearerOptions();
        Assert.True(options.MapInboundClaims);
        Assert.True(options.RequireHttpsMetadata);
        Assert.True(options.SaveToken);
        Assert.True(options.IncludeErrorDetails);
        Assert.Equal("Bearer", options.Challenge);
        Assert.Equal(TimeSpan.FromMinutes(5), options.RefreshInterval);
        Assert.Equal(TimeSpan.FromHours(12), options.AutomaticRefreshInterval);
        Assert.Equal(TimeSpan.FromMinutes(1), options.BackchannelTimeout);
        Assert.Equal(TimeSpan.FromMinutes(5), options.TokenValidationParameters.ClockSkew);
        Assert.Equal(ClaimTypes.Role, options.TokenValidationParameters.RoleClaimType);
        Assert.Equal(ClaimTypes.Name, options.TokenValidationParameters.NameClaimType);
    }

    [Fact]
    public async Task Map_claims_to_their_long_names_by_default()
    {
        await using var api = await ProtectedApi.StartAsync(_issuer);
        var claims = await ClaimsAsync(api, payload => (payload["oid"], payload["tid"], payload["scp"]) = ("object", "tenant", "user_access"));
        Assert.Contains($"{ClaimTypes.Role}=Users.Read", claims);
        Assert.Contains($"{ClaimTypes.NameIdentifier}=subject-1", claims);
        Assert.Contains("http://schemas.microsoft.com/identity/claims/objectidentifier=object", claims);
        Assert.Contains("http://schemas.microsoft.com/identity/claims/tenantid=tenant", claims);
        Assert.Contains("http://schemas.microsoft.com/identity/claims/scope=user_access", claims);
        Assert.Contains($"aud={TokenIssuer.Audience}", claims);
    }

    [Fact]
    public async Task Leave_claims_as_they_are_when_told_to()
    {
        await using var api = await ProtectedApi.StartAsync(_issuer, options =>
        {
            options.MapInboundClaims = false;
            options.TokenValidationParameters.RoleClaimType = "roles";
        });
        Assert.Contains("roles=Users.Read", await ClaimsAsync(api));
        using var allowed = await api.GetAsync(_issuer.Token(), "/tickets");
        Assert.Equal(HttpStatusCode.OK, allowed.StatusCode);
    }

    [Theory]
    [InlineData("/tickets", HttpStatusCode.OK)]
    [InlineData("/nobody", HttpStatusCode.Forbidden)]
    public async Task Let_in_by_role(string path, HttpStatusCode expected)
    {
        await using var api = await ProtectedApi.StartAsync(_issuer);
        using var response = await api.GetAsync(_issuer.Token(), path);
        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task Keep_the_token_for_the_application()
    {
        await using var api = await ProtectedApi.StartAsync(_issuer);
        var token = _issuer.Token();
        using var response = await api.GetAsync(token, "/token");
        Assert.Equal(token, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Hide_the_reason_when_told_to()
    {
        await using var api = await ProtectedApi.StartAsync(_issuer, options => options.IncludeErrorDetails = false);
        using var response = await api.GetAsync(_issuer.Token(payload => payload["aud"] = "api://other"));
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.ToString());
    }

    private async Task<string[]> ClaimsAsync(ProtectedApi api, Action<JsonObject>? change = null)
    {
        using var response = await api.GetAsync(_issuer.Token(change));
        return (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Split('\n');
    }
}
