using System.ComponentModel.DataAnnotations;
using McpAspire.ServiceDefaults.Privacy;
using McpAspire.ServiceDefaults.Settings;

namespace McpAspire.Server.Telemetry;

/// <summary>The contents of the audit log, which cannot be disabled.</summary>
internal sealed class AuditOptions : IOptionRules
{
    public const string SectionName = "Audit";

    private const int MinKeyLength = 32;

    /// <summary>How callers are identified (<c>AUDIT_CALLERS</c>).</summary>
    /// <value>Default <see cref="AuditCallers.Plain"/>.</value>
    public AuditCallers Callers { get; set; }

    /// <summary>
    /// The key of the hashes (<c>AUDIT_HASH_KEY</c>): with it they are HMAC-SHA256. Without it they are plain SHA-256, and readers of the
    /// log can guess short arguments.
    /// </summary>
    /// <value>Default none; at least 32 characters.</value>
    public Secret? HashKey { get; set; }

    public static void Bind(IConfiguration section, AuditOptions options)
    {
        section.Bind(options);
        options.HashKey = section[nameof(HashKey)] is { } key ? new(key) : null;
    }

    public IEnumerable<ValidationResult> Check(IServiceProvider services)
    {
        if (HashKey is { } key && key.Reveal().Length < MinKeyLength)
        {
            yield return new ValidationResult($"must have at least {MinKeyLength} characters", [nameof(HashKey)]);
        }
    }
}

/// <summary>How callers are identified in the audit log.</summary>
internal enum AuditCallers
{
    /// <summary>By the ids in their tokens: the object id (or subject) and the application's client id.</summary>
    Plain,

    /// <summary>By hashes of these ids, equal for the same caller.</summary>
    Hashed,

    /// <summary>Not at all.</summary>
    None,
}
