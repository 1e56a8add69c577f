using McpAspire.ServiceDefaults.Settings;
using Microsoft.Extensions.Options;

namespace McpAspire.Client.Worker;

/// <summary>What the worker does, and how often.</summary>
internal sealed class WorkerOptions
{
    public const string SectionName = "Worker";

    /// <summary>The time from the start of one round of calls to that of the next.</summary>
    /// <value>Default 30 seconds; 0.1 second to 1 day.</value>
    [SettingRange(0.1, 86400, ErrorMessage = "must be 0.1 second to 1 day")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether each round also creates one ticket.</summary>
    /// <value>Default false: the worker only reads.</value>
    public bool CreateTickets { get; set; }
}

[OptionsValidator]
internal sealed partial class WorkerOptionsValidator : IValidateOptions<WorkerOptions>;
