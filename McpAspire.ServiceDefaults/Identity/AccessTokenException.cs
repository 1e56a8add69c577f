namespace McpAspire.ServiceDefaults.Identity;

/// <summary>No access token could be had. The message has the AADSTS code if Entra gave one, and nothing else of its answer.</summary>
public sealed class AccessTokenException : Exception
{
    internal AccessTokenException(string? code, Exception inner)
        : base(code is null ? "Azure token acquisition failed." : $"Azure token acquisition failed: {code}.", inner) => Code = code;

    /// <summary>Entra's error code, e.g. <c>AADSTS700016</c>; <see langword="null"/> if Entra was not reached or did not answer in time.</summary>
    public string? Code { get; }
}
