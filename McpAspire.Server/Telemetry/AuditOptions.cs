using System.ComponentModel.DataAnnotations;
using McpAspire.ServiceDefaults.Privacy;

namespace McpAspire.Server.Telemetry;

/// <summary>What the audit log tells about a call. It cannot be switched off.</summary>
internal sealed class AuditOptions : IValidatableObject
{
    public const string SectionName = "Audit";

    private const int ShortestKey = 32;

    /// <summary>How callers are named (<c>AUDIT_CALLERS</c>).</summary>
    /// <value>Default <see cref="AuditCallers.Plain"/>.</value>
    public AuditCallers Callers { get; set; }

    /// <summary>
    /// The key of the hashes (<c>AUDIT_HASH_KEY</c>): with it they are HMAC-SHA256. Without it they are plain SHA-256, and whoever reads the log can find short
    /// arguments by trying.
    /// </summary>
    /// <value>Default none; at least 32 characters.</value>
    public Secret? HashKey { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (HashKey is { } key && key.Reveal().Length < ShortestKey)
        {
            yield return new ValidationResult($"must have at least {ShortestKey} characters", [nameof(HashKey)]);
        }
    }
}
