using McpAspire.Server;
using McpAspire.Server.Authorization;
using McpAspire.Server.Backend;
using McpAspire.Server.Hosting;
using McpAspire.Server.OpenApi;
using McpAspire.ServiceDefaults;
using McpAspire.ServiceDefaults.Identity;
using McpAspire.ServiceDefaults.Resilience;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace McpAspire.Tests.Unit.Settings;

[Trait("Category", "Unit")]
public sealed class ServerSettingsTests
{
    private const string Backend = "--BACKEND_API_URL=https://api.example.com";
    private const string Consent = "--AUTHORIZATION_ALLOW_NONE=true";

    [Fact]
    public void Has_the_documented_defaults()
    {
        using var services = Build(Backend);
        var backend = services.GetRequiredService<IOptions<BackendOptions>>().Value;

        Assert.Equal((TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(15)), (backend.Timeouts.Attempt, backend.Timeouts.Total));
        Assert.True(backend.CheckReadiness);
        Assert.Equal((262144, 128), (backend.ResponseBudgetBytes, backend.MaxConcurrentCalls));
        Assert.Equal(
            "https://login.microsoftonline.com/", services.GetRequiredService<IOptions<IdentityOptions>>().Value.AuthorityHost.AbsoluteUri);
        Assert.Equal("service-mcp-server", services.GetRequiredService<IOptions<McpServerIdentityOptions>>().Value.Name);
    }

    [Theory]
    [InlineData("--BACKEND_API_TIMEOUT=0.1", 0.1, 15)]
    [InlineData("--BACKEND_API_TIMEOUT=300", 300, 450)]
    [InlineData("--Backend:AttemptTimeout=00:00:20", 20, 30)]
    public void Reads_durations_in_seconds_by_name_and_as_time_by_key(string setting, double attempt, double total)
    {
        using var services = Build(Backend, setting);

        var timeouts = services.GetRequiredService<IOptions<BackendOptions>>().Value.Timeouts;
        Assert.Equal((TimeSpan.FromSeconds(attempt), TimeSpan.FromSeconds(total)), (timeouts.Attempt, timeouts.Total));
    }

    [Theory]
    [InlineData(null, null, 10, 12)]
    [InlineData(2, null, 2, 12)]
    [InlineData(20, null, 20, 30)]
    [InlineData(2, 5, 2, 5)]
    public void An_api_has_the_time_limits_of_the_backend_unless_it_sets_its_own(int? attempt, int? total, int limit, int totalLimit)
    {
        var backend = new BackendOptions { TotalTimeout = TimeSpan.FromSeconds(12) };
        var api = new ApiOptions
        {
            AttemptTimeout = attempt is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            TotalTimeout = total is { } all ? TimeSpan.FromSeconds(all) : null,
        };

        Assert.Equal(
            new BackendTimeouts(TimeSpan.FromSeconds(limit), TimeSpan.FromSeconds(totalLimit)), ApiClient.TimeoutsOf(api, backend));
    }

    [Theory]
    [InlineData(10, 20)]
    [InlineData(60, 65)]
    public async Task A_shutdown_waits_for_calls_of_the_longest_permitted_duration(int total, int timeout)
    {
        await using var server = ServerHost.InProcess(new("http://127.0.0.1:9"), ("BACKEND_TOTAL_TIMEOUT", $"{total}"));

        Assert.Equal(timeout, server.Services.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout.TotalSeconds);
    }

    [Fact]
    public void Reads_names_in_any_letter_case()
    {
        using var services = Build("--backend_api_url=http://backend", "--port=4000");

        Assert.Equal(4000, services.GetRequiredService<IOptions<AddressOptions>>().Value.Port);
        Assert.Equal("http://backend/", services.GetRequiredService<IOptions<BackendOptions>>().Value.BaseAddressWithSlash.AbsoluteUri);
    }

    [Theory]
    [InlineData("DEBUG", LogLevel.Debug)]
    [InlineData("info", LogLevel.Information)]
    [InlineData("WARN", LogLevel.Warning)]
    [InlineData("Warning", LogLevel.Warning)]
    [InlineData("ERROR", LogLevel.Error)]
    [InlineData("CRITICAL", LogLevel.Critical)]
    public void Sets_the_log_level(string written, LogLevel level)
    {
        using var services = Build(Backend, $"--LOG_LEVEL={written}");

        Assert.Equal(
            level.ToString(), services.GetRequiredService<Microsoft.Extensions.Configuration.IConfiguration>()["Logging:LogLevel:Default"]);
    }

    [Theory]
    [InlineData("PORT", "abc", "0 to 65535")]
    [InlineData("PORT", "65536", "0 to 65535")]
    [InlineData("HOST", "not an address", "IP address")]
    [InlineData("ADDITIONAL_PORTS", "8000,x", "1 to 65535")]
    [InlineData("ADDITIONAL_PORTS", "8000,3333", "does not listen already")]
    [InlineData("DIAGNOSTICS_PORT", "3333", "another port than the service's")]
    [InlineData("BACKEND_API_URL", "ftp://files", "http or https")]
    [InlineData("BACKEND_API_URL", "/relative", "http or https")]
    [InlineData("BACKEND_API_TIMEOUT", "soon", "0.1 to 300 seconds")]
    [InlineData("BACKEND_API_TIMEOUT", "0.05", "0.1 to 300 seconds")]
    [InlineData("BACKEND_API_TIMEOUT", "301", "0.1 to 300 seconds")]
    [InlineData("BACKEND_TOTAL_TIMEOUT", "5", "at least the attempt's limit, 10 seconds")]
    [InlineData("READINESS_CHECK_BACKEND", "maybe", "true or false")]
    [InlineData("LOG_LEVEL", "loud", "TRACE, DEBUG, INFO, WARN, ERROR, CRITICAL")]
    [InlineData("DEBUG", "1x", "true or false")]
    [InlineData("AZURE_AUTHORITY_HOST", "http://login.example.com", "https")]
    [InlineData("AZURE_FEDERATED_TOKEN_FILE", "/nowhere/token", "exists")]
    [InlineData("AZURE_SCOPES", "https://management.azure.com/.default", "management plane")]
    [InlineData("AUTHORIZATION_MODE", "1", "one of None, EntraId")]
    [InlineData("AUDIT_CALLERS", "2", "one of Plain, Hashed, None")]
    public void Names_the_setting_its_value_and_the_rule(string name, string value, string rule)
    {
        using var services = Build(Backend, $"--{name}={value}");

        var failure = Assert.Single(Failures(services), failure => failure.StartsWith($"{name} (", StringComparison.Ordinal));
        Assert.Contains(rule, failure, StringComparison.Ordinal);
        Assert.EndsWith($"it is '{value}'.", failure, StringComparison.Ordinal);
    }

    [Fact]
    public void Reports_every_invalid_setting_at_startup()
    {
        using var services = Build("--PORT=x", "--BACKEND_API_TIMEOUT=0", "--LOG_LEVEL=y");

        Assert.Equal(
            ["BACKEND_API_TIMEOUT", "BACKEND_API_URL", "LOG_LEVEL", "PORT"],
            Failures(services).Select(failure => failure.Split(' ')[0]).Order());
    }

    [Fact]
    public void Reports_an_invalid_value_once_and_applies_the_others()
    {
        using var services = Build(
            Backend, "--BACKEND_API_TIMEOUT=soon", "--BACKEND_TOTAL_TIMEOUT=x", "--READINESS_CHECK_BACKEND=no", "--AUDIT_HASH_KEY=short");

        Assert.Equal(
            [
                "AUDIT_HASH_KEY (Audit:HashKey) must have at least 32 characters.",
                "BACKEND_API_TIMEOUT (Backend:AttemptTimeout) must be 0.1 to 300 seconds; it is 'soon'.",
                "BACKEND_TOTAL_TIMEOUT (Backend:TotalTimeout) must be 0.1 to 450 seconds; it is 'x'.",
                "READINESS_CHECK_BACKEND (Backend:CheckReadiness) must be true or false; it is 'no'.",
            ],
            Failures(services).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Refuses_a_client_secret_in_Production_without_showing_it()
    {
        using var services = Build(
            Backend,
            Consent,
            "--environment=Production",
            "--AZURE_CLIENT_SECRET=s3cr3t",
            "--AZURE_TENANT_ID=t",
            "--AZURE_CLIENT_ID=c",
            "--AZURE_SCOPES=api://b/.default");

        var failure = Assert.Single(Failures(services));
        Assert.StartsWith("AZURE_CLIENT_SECRET", failure, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cr3t", failure, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_another_certificate_authority_in_Production()
    {
        using var services = Build(
            Backend,
            Consent,
            "--environment=Production",
            "--AZURE_AUTHORITY_CA_FILE=/nowhere/ca.pem",
            "--AZURE_TENANT_ID=t",
            "--AZURE_CLIENT_ID=c",
            "--AZURE_SCOPES=api://b/.default");

        Assert.Contains(
            Failures(services),
            static failure => failure.StartsWith("AZURE_AUTHORITY_CA_FILE (", StringComparison.Ordinal)
                && failure.Contains("must be used in Development only", StringComparison.Ordinal));
    }

    [Fact]
    public void Requires_workload_identity_in_Production()
    {
        using var services = Build(Backend, Consent, "--environment=Production");

        Assert.Equal(["AZURE_FEDERATED_TOKEN_FILE", "AZURE_SCOPES"], Failures(services).Select(failure => failure.Split(' ')[0]).Order());
    }

    [Fact]
    public void The_environment_of_the_AKS_webhook_selects_workload_identity_in_Production()
    {
        var file = typeof(ServerSettingsTests).Assembly.Location;
        using var services = Build(
            Backend, Consent, "--environment=Production", "--AZURE_SCOPES=api://mcp-backend/.default",
            "--AZURE_CLIENT_ID=c",
            "--AZURE_TENANT_ID=t",
            $"--AZURE_FEDERATED_TOKEN_FILE={file}",
            "--AZURE_AUTHORITY_HOST=https://login.microsoftonline.com/");

        services.GetRequiredService<IStartupValidator>().Validate();
        Assert.IsType<Azure.Identity.WorkloadIdentityCredential>(
            CredentialSelector.Create(services.GetRequiredService<IOptions<IdentityOptions>>().Value));
    }

    private static ServiceProvider Build(params string[] args)
    {
        var builder = WebApplication.CreateBuilder(["--environment=Development", .. args]);
        builder.AddServiceDefaults(ServerSettings.Aliases);
        builder.AddAddresses();
        builder.AddIdentity();
        builder.AddBackend();
        builder.AddCallerAuthorization();
        builder.AddMcpTools();
        return builder.Services.BuildServiceProvider();
    }

    private static List<string> Failures(ServiceProvider services)
    {
        var exception = Assert.ThrowsAny<Exception>(() => services.GetRequiredService<IStartupValidator>().Validate());
        return
        [
            .. (exception is AggregateException several ? several.InnerExceptions : [exception]).SelectMany(
                inner => Assert.IsType<OptionsValidationException>(inner).Failures)
                .Distinct(),
        ];
    }
}
