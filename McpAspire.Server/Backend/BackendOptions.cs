using System.ComponentModel.DataAnnotations;
using McpAspire.Server.Identity;
using McpAspire.ServiceDefaults.Resilience;
using McpAspire.ServiceDefaults.Settings;
using Microsoft.Extensions.Options;

namespace McpAspire.Server.Backend;

/// <summary>Address and limits of the backend.</summary>
internal sealed class BackendOptions : IOptionRules
{
    public const string SectionName = "Backend";

    /// <summary>
    /// The backend's base address (<c>BACKEND_API_URL</c>): http, https, or <c>https+http://name</c> for service discovery; without user
    /// name and password.
    /// </summary>
    /// <value>No default; required.</value>
    [Required(ErrorMessage = "is required: an absolute http or https URL, e.g. https://api.example.com")]
    public Uri? BaseAddress { get; set; }

    /// <summary>Time limit of one attempt (<c>BACKEND_API_TIMEOUT</c>, seconds).</summary>
    /// <value>Default 10 seconds; 0.1 to 300 seconds.</value>
    [SettingRange(0.1, 300, ErrorMessage = "must be 0.1 to 300 seconds")]
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Time limit of all attempts of one tool call (<c>BACKEND_TOTAL_TIMEOUT</c>, seconds).</summary>
    /// <value>
    /// Default 15 seconds or 1.5 × <see cref="AttemptTimeout"/>, whichever is longer; at least the attempt's limit, at most 450 seconds.
    /// </value>
    [SettingRange(0.1, 450, ErrorMessage = "must be 0.1 to 450 seconds")]
    public TimeSpan? TotalTimeout { get; set; }

    /// <summary>Whose identity the backend sees (<c>BACKEND_IDENTITY</c>).</summary>
    /// <value>Default <see cref="CallIdentity.Server"/>; <see cref="CallIdentity.Caller"/> needs <c>AUTHORIZATION_MODE=EntraId</c>.</value>
    public CallIdentity Identity { get; set; }

    /// <summary>
    /// What happens to callers without a user if <see cref="Identity"/> is <see cref="CallIdentity.Caller"/>
    /// (<c>BACKEND_APP_ONLY_CALLERS</c>).
    /// </summary>
    /// <value>Default <see cref="AppOnlyCallers.Refuse"/>.</value>
    public AppOnlyCallers AppOnlyCallers { get; set; }

    /// <summary>Whether the backend's health is part of readiness (<c>READINESS_CHECK_BACKEND</c>).</summary>
    /// <value>Default true.</value>
    public bool CheckReadiness { get; set; } = true;

    /// <summary>Maximum size of a result, text and structured copy together.</summary>
    /// <value>Default 262144 bytes (256 KiB); 16384 to 16777216 bytes.</value>
    [SettingRange(16 * 1024, 16 * 1024 * 1024, ErrorMessage = "must be 16384 to 16777216 bytes")]
    public int ResponseBudgetBytes { get; set; } = 256 * 1024;

    /// <summary>
    /// Maximum number of tool calls that wait for the backend (<c>BACKEND_MAX_CONCURRENT_CALLS</c>); more are refused immediately with
    /// <c>rate_limited</c>.
    /// </summary>
    /// <value>Default 128, half of the server's limit, which leaves room for requests without the backend; 1 to 10000.</value>
    [SettingRange(1, 10_000, ErrorMessage = "must be 1 to 10000")]
    public int MaxConcurrentCalls { get; set; } = 128;

    /// <summary>Lifetime of a connection to the backend; its name is resolved again afterwards.</summary>
    /// <value>Default 2 minutes; 1 second to 1 hour.</value>
    [SettingRange(1, 3600, ErrorMessage = "must be 1 second to 1 hour")]
    public TimeSpan ConnectionLifetime { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Maximum size of a response in bytes. A caller receives at most half of <see cref="ResponseBudgetBytes"/>, twice; the rest allows for
    /// members that the server does not pass on.
    /// </summary>
    public int MaxResponseBytes => 2 * ResponseBudgetBytes;

    /// <summary>Relative addresses are resolved against this: without the slash, the last part of a base path would be lost.</summary>
    public Uri BaseAddressWithSlash => BaseAddress!.AbsoluteUri.EndsWith('/') ? BaseAddress : new Uri(BaseAddress.AbsoluteUri + '/');

    public BackendTimeouts Timeouts => BackendTimeouts.Of(AttemptTimeout, TotalTimeout);

    public IEnumerable<ValidationResult> Check(IServiceProvider services)
    {
        if (BaseAddress is not null
            && (!BaseAddress.IsAbsoluteUri || BaseAddress.Scheme is not ("http" or "https" or "https+http" or "http+https")))
        {
            yield return new ValidationResult("must be an absolute http or https URL", [nameof(BaseAddress)]);
        }

        if (BaseAddress is { IsAbsoluteUri: true, UserInfo.Length: > 0 })
        {
            yield return new ValidationResult("must not contain a user name or password: they would not be sent", [nameof(BaseAddress)]);
        }

        if (TotalTimeout < AttemptTimeout)
        {
            yield return new ValidationResult(
                $"must be at least the attempt's limit, {AttemptTimeout.TotalSeconds} seconds", [nameof(TotalTimeout)]);
        }
    }
}

[OptionsValidator]
internal sealed partial class BackendOptionsValidator : IValidateOptions<BackendOptions>;
