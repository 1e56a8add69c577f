using ModelContextProtocol.Authentication;

namespace McpAspire.Tests.Entra;

/// <summary>Caches tokens for an MCP client, and can mark them as expired.</summary>
internal sealed class StaleTokenCache(bool isStale) : ITokenCache
{
    public TokenContainer? Last { get; private set; }

    public int Stored { get; private set; }

    public ValueTask StoreTokensAsync(TokenContainer tokens, CancellationToken cancellationToken)
    {
        tokens.ExpiresIn = isStale ? 0 : tokens.ExpiresIn;
        (Last, Stored) = (tokens, Stored + 1);
        return ValueTask.CompletedTask;
    }

    public ValueTask<TokenContainer?> GetTokensAsync(CancellationToken cancellationToken) => ValueTask.FromResult(Last);
}
