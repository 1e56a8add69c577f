using McpAspire.ServiceDefaults.Settings;
using Microsoft.Extensions.Options;

namespace McpAspire.Client.Worker;

/// <summary>Settings of the worker.</summary>
internal sealed class WorkerOptions
{
    public const string SectionName = "Worker";

    /// <summary>The interval between the starts of two rounds of calls.</summary>
    /// <value>Default 30 seconds; 0.1 second to 1 day.</value>
    [SettingRange(0.1, 86400, ErrorMessage = "must be 0.1 second to 1 day")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether each round also creates one ticket.</summary>
    /// <value>Default false: the worker only reads.</value>
    public bool CreateTickets { get; set; }
}

[OptionsValidator]
internal sealed partial class WorkerOptionsValidator : IValidateOptions<WorkerOptions>;
