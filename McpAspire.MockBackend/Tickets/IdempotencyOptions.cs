using McpAspire.ServiceDefaults.Settings;
using Microsoft.Extensions.Options;

namespace McpAspire.MockBackend.Tickets;

/// <summary>The lifetime of idempotency keys.</summary>
public sealed class IdempotencyOptions
{
    /// <summary>The configuration section that holds these options.</summary>
    public const string SectionName = "Idempotency";

    /// <summary>How long a key identifies its first request; then it can be used for another one.</summary>
    /// <value>Default 24 hours; 1 second to 30 days.</value>
    [SettingRange(1, 2592000, ErrorMessage = "must be 1 second to 30 days")]
    public TimeSpan KeyLifetime { get; set; } = TimeSpan.FromHours(24);
}

[OptionsValidator]
internal sealed partial class IdempotencyOptionsValidator : IValidateOptions<IdempotencyOptions>;
