using System.ComponentModel.DataAnnotations;
using McpAspire.ServiceDefaults.Settings;
using Microsoft.Extensions.Options;

namespace McpAspire.MockBackend.Datasets;

/// <summary>The generated dataset, for Development.</summary>
public sealed class DatasetOptions : IOptionRules
{
    /// <summary>The configuration section that holds these options.</summary>
    public const string SectionName = "Datasets";

    /// <summary>Rows of about 1 KB in the dataset <c>bulk</c>; 50 000 are 50 MB. With 0, the dataset does not exist.</summary>
    /// <value>Default 0; 0 to 1 000 000. Only 0 outside Development.</value>
    [SettingRange(0, 1_000_000, ErrorMessage = "must be 0 to 1000000 rows")]
    public int BulkRows { get; set; }

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Check(IServiceProvider services)
    {
        if (BulkRows > 0 && !services.GetRequiredService<IHostEnvironment>().IsDevelopment())
        {
            yield return new ValidationResult("must not be set: the generated dataset is for Development only", [nameof(BulkRows)]);
        }
    }
}

[OptionsValidator]
internal sealed partial class DatasetOptionsValidator : IValidateOptions<DatasetOptions>;
