using System.ComponentModel.DataAnnotations;
using McpAspire.ServiceDefaults.Settings;

namespace McpAspire.MockBackend.Faults;

/// <summary>The fault at startup, for Development.</summary>
public sealed class FaultOptions : IOptionRules
{
    /// <summary>The configuration section that holds these options.</summary>
    public const string SectionName = "Faults";

    /// <summary>A rule such as <c>status=503;retry-after=2;count=3</c>.</summary>
    /// <value>Default none. Outside Development, startup fails with it.</value>
    public string? Rule { get; set; }

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Check(IServiceProvider services)
    {
        if (string.IsNullOrEmpty(Rule))
        {
            yield break;
        }

        if (!services.GetRequiredService<IHostEnvironment>().IsDevelopment())
        {
            yield return new ValidationResult("must not be set: faults are for Development only", [nameof(Rule)]);
        }
        else if (!FaultParser.TryParse(Rule, out _, out var problem))
        {
            yield return new ValidationResult(problem, [nameof(Rule)]);
        }
    }
}
