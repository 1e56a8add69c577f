namespace McpAspire.Tests.Entra;

/// <summary>What can be wrong with a token.</summary>
public enum WrongToken
{
    /// <summary>It is no token at all.</summary>
    Garbage,

    /// <summary>Its claims were changed after it was signed.</summary>
    Tampered,

    /// <summary>It says that it needs no signature.</summary>
    WithoutSignature,

    /// <summary>It is signed with the public key, which everyone has, as the secret of an HMAC.</summary>
    SignedWithPublicKey,

    /// <summary>Another key signed it, of the same name.</summary>
    ForeignKey,

    /// <summary>Another key signed it, and another issuer is named.</summary>
    ForeignIssuer,

    /// <summary>It ended six minutes ago: one more than clocks may differ.</summary>
    Expired,

    /// <summary>It is for another API.</summary>
    OtherAudience,

    /// <summary>It is the cluster's, for Entra ID: signed, but no access token.</summary>
    ServiceAccount,
}
