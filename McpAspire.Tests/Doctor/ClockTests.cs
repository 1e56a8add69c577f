using McpAspire.MockBackend.Entra;
using McpAspire.ServiceDefaults;
using McpAspire.ServiceDefaults.Doctor;
using McpAspire.ServiceDefaults.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace McpAspire.Tests.Doctor;

/// <summary>The clock check of <c>doctor</c>.</summary>
[Trait("Category", "Integration")]
public sealed class ClockTests(ProtectedBackend backend) : IClassFixture<ProtectedBackend>
{
    [Theory]
    [InlineData(-360, CheckState.Fail, "6 min behind the authority")]
    [InlineData(360, CheckState.Fail, "6 min ahead of the authority")]
    [InlineData(-150, CheckState.Warning, " behind the authority")]
    [InlineData(150, CheckState.Warning, " ahead of the authority")]
    [InlineData(0, CheckState.Pass, " the authority")]
    public async Task Reports_a_wrong_clock(int seconds, CheckState state, string found)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.Configuration.AddInMemoryCollection(
        [
            new("AZURE_TENANT_ID", EntraIds.Tenant),
            new("AZURE_CLIENT_ID", EntraIds.ServerApp),
            new("AZURE_FEDERATED_TOKEN_FILE", Path.Combine(backend.Entra.Directory, "mcp-server", "azure-identity-token")),
            new("AZURE_AUTHORITY_HOST", backend.Entra.Addresses.Host.ToString()),
            new("AZURE_AUTHORITY_CA_FILE", backend.Entra.CaFile),
            new("AZURE_SCOPES", "api://mcp-backend/.default"),
        ]);
        builder.Services.AddSingleton<TimeProvider>(new SkewedTime(TimeSpan.FromSeconds(seconds)));
        builder.AddServiceDefaults(IdentityExtensions.Aliases);
        builder.AddIdentity();
        await using var app = builder.Build();

        var report = await new Diagnosis(app.Services, new()).RunAsync(
            "backend", static (_, _) => Task.FromResult(DoctorCheck.Pass("backend")), Cancellation);

        var clock = report.Checks.Single(check => check.Name == "clock");
        Assert.Equal((state, state != CheckState.Fail), (clock.State, report.Passed));
        Assert.EndsWith(found, clock.Found[0], StringComparison.Ordinal);
    }
}
