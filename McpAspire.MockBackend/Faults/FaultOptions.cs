using System.ComponentModel.DataAnnotations;

namespace McpAspire.MockBackend.Faults;

/// <summary>The fault at startup, for Development.</summary>
public sealed class FaultOptions : IValidatableObject
{
    /// <summary>The configuration section that holds these options.</summary>
    public const string SectionName = "Faults";

    /// <summary>A rule such as <c>status=503;retry-after=2;count=3</c>.</summary>
    /// <value>Default none. Outside Development, startup fails with it.</value>
    public string? Rule { get; set; }

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        ArgumentNullException.ThrowIfNull(validationContext);
        if (string.IsNullOrEmpty(Rule))
        {
            yield break;
        }

        if (!validationContext.GetRequiredService<IHostEnvironment>().IsDevelopment())
        {
            yield return new ValidationResult("must not be set: faults are for Development only", [nameof(Rule)]);
        }
        else if (!FaultParser.TryParse(Rule, out _, out var problem))
        {
            yield return new ValidationResult(problem, [nameof(Rule)]);
        }
    }
}
