namespace McpAspire.ServiceDefaults.Identity;

/// <summary>What a user can do about a refused exchange of their token.</summary>
public enum UserTokenRemedy
{
    /// <summary>Nothing: an administrator must act, or Entra is not available.</summary>
    None,

    /// <summary>Sign in with what the policy requires, such as a second factor.</summary>
    StepUp,

    /// <summary>Sign in again.</summary>
    SignIn,
}
