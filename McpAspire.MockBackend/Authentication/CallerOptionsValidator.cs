using Microsoft.Extensions.Options;

namespace McpAspire.MockBackend.Authentication;

/// <summary>Checks the settings of <see cref="CallerOptions" /> against each other.</summary>
internal sealed class CallerOptionsValidator : IValidateOptions<CallerOptions>
{
    public ValidateOptionsResult Validate(string? name, CallerOptions options)
    {
        if (string.IsNullOrEmpty(options.Authority))
        {
            return ValidateOptionsResult.Success;
        }

        List<string> failures = [];
        if (!Uri.TryCreate(options.Authority, UriKind.Absolute, out var authority) || authority.Scheme != Uri.UriSchemeHttps)
        {
            failures.Add("Authentication:Authority (MOCK_AUTHORITY) must be an https address.");
        }

        if (string.IsNullOrEmpty(options.Audience))
        {
            failures.Add(
                "Authentication:Audience (MOCK_AUDIENCE) is required with Authentication:Authority: the application id of this API.");
        }

        if (options.AuthorityCaFile is { Length: > 0 } file && !File.Exists(file))
        {
            failures.Add($"Authentication:AuthorityCaFile (MOCK_AUTHORITY_CA_FILE) names a file that does not exist: {file}.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
