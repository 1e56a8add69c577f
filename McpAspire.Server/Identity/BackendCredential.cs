using Azure.Core;
using Microsoft.Extensions.Options;

namespace McpAspire.Server.Identity;

/// <summary>The one credential of this process, chosen at start; Azure.Identity keeps its tokens in memory.</summary>
internal sealed partial class BackendCredential
{
    private readonly TokenCredential? _credential;
    private readonly TokenRequestContext _request;

    public BackendCredential(IOptions<IdentityOptions> options, ILogger<BackendCredential> logger)
    {
        _credential = CredentialSelector.Create(options.Value);
        _request = new TokenRequestContext(options.Value.ScopeList);
        Log.CredentialSelected(logger, CredentialSelector.Select(options.Value));
    }

    /// <returns>The access token, or <see langword="null"/> where the settings ask for none.</returns>
    /// <exception cref="Azure.Identity.AuthenticationFailedException">Entra refused, or could not be reached.</exception>
    public async ValueTask<string?> GetTokenAsync(CancellationToken cancellationToken) =>
        _credential is null ? null : (await _credential.GetTokenAsync(_request, cancellationToken)).Token;

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Backend credential: {Kind}")]
        public static partial void CredentialSelected(ILogger logger, CredentialKind kind);
    }
}
