using Microsoft.Extensions.Options;

namespace McpAspire.MockBackend.Entra;

/// <summary>Restricts the local Entra ID, whose ids and secret are public, to Development.</summary>
internal sealed class DevelopmentOnly(IHostEnvironment environment) : IValidateOptions<LocalEntraOptions>
{
    public ValidateOptionsResult Validate(string? name, LocalEntraOptions options) =>
        options.Port is null || environment.IsDevelopment()
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"Entra:Port (LOCAL_ENTRA_PORT) is set, but the environment is {environment.EnvironmentName}: "
                + "the local Entra ID runs only in Development. Remove the setting.");
}
