namespace McpAspire.Tests.Entra;

/// <summary>The errors of invalid tokens.</summary>
public enum WrongToken
{
    /// <summary>It is not a token.</summary>
    Garbage,

    /// <summary>Its claims were changed after signing.</summary>
    Tampered,

    /// <summary>Its algorithm is none.</summary>
    WithoutSignature,

    /// <summary>It is signed with the public key as the secret of an HMAC.</summary>
    SignedWithPublicKey,

    /// <summary>It is signed with another key of the same name.</summary>
    ForeignKey,

    /// <summary>It is signed with another key, and has another issuer.</summary>
    ForeignIssuer,

    /// <summary>It was issued by another tenant, whose key is the same.</summary>
    OtherTenant,

    /// <summary>It has the issuer, but the id of another tenant.</summary>
    OtherTenantId,

    /// <summary>It expired six minutes ago, one more than the clock tolerance.</summary>
    Expired,

    /// <summary>It has the audience of another API.</summary>
    OtherAudience,

    /// <summary>It is the cluster's token for Entra ID, not an access token.</summary>
    ServiceAccount,
}
