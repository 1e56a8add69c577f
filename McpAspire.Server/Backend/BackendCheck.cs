using McpAspire.Server.Identity;
using McpAspire.ServiceDefaults.Doctor;
using McpAspire.ServiceDefaults.Identity;
using McpAspire.ServiceDefaults.Settings;
using Microsoft.Extensions.Options;

namespace McpAspire.Server.Backend;

/// <summary>Checks that the backend accepts the server's token: one request for each app role that only reads.</summary>
internal static class BackendCheck
{
    private const string Name = "backend";

    private static readonly string[] Paths = ["users?limit=1", "tickets?limit=1", "datasets"];

    /// <summary>Runs <c>doctor</c> instead of the server.</summary>
    public static Task<int> DiagnoseAsync(this WebApplicationBuilder builder, string[] arguments)
    {
        // The tools' client without retries: the report shows the first response.
        builder.Services.AddHttpClient(Name, static (services, http) =>
        {
            var options = services.GetRequiredService<IOptions<BackendOptions>>().Value;
            (http.BaseAddress, http.Timeout) = (options.BaseAddressWithSlash, options.AttemptTimeout);
        }).AddAccessToken();
        return builder.RunDoctorAsync(arguments, Name, RunAsync);
    }

    private static async Task<DoctorCheck> RunAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        if (services.GetRequiredService<IOptions<BackendOptions>>().ValueOrNull() is null)
        {
            return DoctorCheck.Skip(Name, "the backend settings are not valid");
        }

        if (services.GetRequiredService<ApiIdentity>() is { Kind: CallIdentity.Caller } identity)
        {
            return await ExchangeCheck.RunAsync(services, Name, identity.Scopes, cancellationToken);
        }

        using var http = services.GetRequiredService<IHttpClientFactory>().CreateClient(Name);
        var hasToken = services.GetRequiredService<AccessTokenSource>().Kind != CredentialKind.None;
        var found = new List<string>();
        var fixes = new List<string>();
        foreach (var path in Paths)
        {
            var (response, fix) = await GetAsync(http, path, hasToken, cancellationToken);
            found.Add($"GET {path}: {response}");
            if (fix is not null)
            {
                fixes.Add(fix);
            }
        }

        var address = http.BaseAddress!.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
        return fixes.Count == 0
            ? new(Name, CheckState.Pass, [address, .. found])
            : new(Name, CheckState.Fail, [address, .. found]) { Fix = string.Join(' ', fixes.Distinct()) };
    }

    private static async Task<(string Found, string? Fix)> GetAsync(
        HttpClient http, string path, bool hasToken, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await http.GetAsync(
                new Uri(path, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return response.IsSuccessStatusCode
                ? ($"HTTP {(int)response.StatusCode}", null)
                : Refusal.Explain((int)response.StatusCode, response.Headers.WwwAuthenticate.ToString(), "the backend", hasToken);
        }
        catch (AccessTokenException exception)
        {
            // The backend rejected the token, and no new one could be acquired.
            return ($"HTTP 401, then: {exception.Message}", Refusal.Explain(401, null, "the backend", hasToken).Fix);
        }
        catch (HttpRequestException exception)
        {
            const string Fix = "Check BACKEND_API_URL, and the network policies on both sides.";
            return (HttpFailure.Describe(exception), Fix);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return ($"no response within {http.Timeout.TotalSeconds} s", "Check the log of the backend, or raise BACKEND_API_TIMEOUT.");
        }
    }
}
