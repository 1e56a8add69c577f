using System.Net;
using McpAspire.Server.Backend;
using McpAspire.Server.Identity;
using McpAspire.ServiceDefaults.Doctor;
using McpAspire.ServiceDefaults.Health;
using McpAspire.ServiceDefaults.Identity;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace McpAspire.Server.OpenApi;

/// <summary>Readiness and <c>doctor</c>: one API reports that it is healthy, if it has a path for that.</summary>
internal sealed class ApiProbes(ApiClient client, IServiceProvider services, TimeProvider time) : IHealthCheck, IDoctorProbe
{
    private string Name => ApiClient.NameOf(client.Api);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        client.Api.Options.HealthPath is null
            ? Task.FromResult(HealthEndpoints.NotChecked)
            : BackendHealthCheck.ProbeAsync(client.CheckHealthAsync, time, cancellationToken);

    public async Task<DoctorCheck> RunAsync(CancellationToken cancellationToken)
    {
        var exchange = client.Api.Identity.Kind is CallIdentity.Caller
            ? await ExchangeCheck.RunAsync(services, Name, client.Api.Identity.Scopes, cancellationToken)
            : null;
        if (exchange is not null && (exchange.State is CheckState.Fail || client.Api.Options.HealthPath is null))
        {
            return exchange;
        }

        var check = await RequestAsync(cancellationToken);
        return check with { Found = [.. exchange?.Found ?? [], .. check.Found] };
    }

    private async Task<DoctorCheck> RequestAsync(CancellationToken cancellationToken)
    {
        if (client.Api.Options.HealthPath is not { } path)
        {
            return DoctorCheck.Skip(Name, "the API has no HealthPath");
        }

        var found = $"{client.Address.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped)}: GET {path}";
        try
        {
            await client.CheckHealthAsync(cancellationToken);
            return DoctorCheck.Pass(Name, $"{found}: success");
        }
        catch (BackendException exception) when (exception.Status is { } status)
        {
            var hasToken = client.Api.Options.Scopes is not null && client.Api.Identity.UsesServer;
            var (answer, fix) = Refusal.Explain((int)status, null, "the API", hasToken || client.HasKey);
            var setting = $"Apis:{client.Api.Name}:{(client.HasKey ? nameof(ApiOptions.HeaderFiles) : nameof(ApiOptions.Scopes))}";
            return DoctorCheck.Fail(
                Name, $"{found}: {answer}", hasToken || status is not HttpStatusCode.Unauthorized ? fix : $"Check {setting}.");
        }
        catch (AccessTokenException exception)
        {
            return DoctorCheck.Fail(Name, exception.Message, $"Compare Apis:{client.Api.Name}:Scopes with the API's registration.");
        }
        catch (HttpRequestException exception)
        {
            return DoctorCheck.Fail(
                Name,
                $"{found}: {HttpFailure.Describe(exception)}",
                $"Compare Apis:{client.Api.Name}:BaseAddress with the API's address; check the network policies of both.");
        }
        catch (Exception exception) when (
            exception is Polly.ExecutionRejectedException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return DoctorCheck.Fail(Name, $"{found}: no response in time", "Check the log of the API.");
        }
    }
}
