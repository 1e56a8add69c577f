namespace McpAspire.ServiceDefaults.Identity;

/// <summary>A user's token could not be exchanged for one of an API.</summary>
public sealed class UserTokenException : AccessTokenException
{
    /// <summary>Another factor, its enrolment, or another sign-in condition of a policy is required.</summary>
    private static readonly string[] StepUp = ["AADSTS50072", "AADSTS50074", "AADSTS50076", "AADSTS50078", "AADSTS50079", "AADSTS50158"];

    /// <summary>The user's token or sign-in has expired or was revoked.</summary>
    private static readonly string[] Ended =
        ["AADSTS500133", "AADSTS50089", "AADSTS50132", "AADSTS50133", "AADSTS50173", "AADSTS70043", "AADSTS700082"];

    internal UserTokenException(string? code, Exception inner, IdentityOptions options)
        : base(code, inner, options)
    {
        var refusal = RefusalIn(inner);
        Claims = refusal is { Claims.Length: > 0 } ? refusal.Claims : null;
        // The codes change; the error is what Entra asks clients to act on, but it is the same for all of them with invalid_grant.
        Remedy = Claims is not null || refusal?.ErrorCode == "interaction_required" || StepUp.Contains(code) ? UserTokenRemedy.StepUp
            : Ended.Contains(code) ? UserTokenRemedy.SignIn
            : UserTokenRemedy.None;
    }

    /// <summary>What the user can do about it.</summary>
    public UserTokenRemedy Remedy { get; }

    /// <summary>The claims that Entra requires of the user's next token, as JSON; <see langword="null"/> for none.</summary>
    public string? Claims { get; }
}
