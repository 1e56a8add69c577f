namespace McpAspire.ServiceDefaults.Identity;

/// <summary>A source of tokens for the requests of an HTTP client.</summary>
internal interface IAccessTokens
{
    /// <returns>The token; <see langword="null"/> if requests carry none.</returns>
    ValueTask<string?> GetAsync(CancellationToken cancellationToken);

    /// <summary>Replaces a token that was rejected, bypassing every cache.</summary>
    /// <returns>The token that replaces <paramref name="rejected"/>; another caller may have requested it.</returns>
    Task<string?> ReplaceAsync(string rejected, CancellationToken cancellationToken);
}
