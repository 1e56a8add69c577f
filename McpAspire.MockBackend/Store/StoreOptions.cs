using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace McpAspire.MockBackend.Store;

/// <summary>The location of the data.</summary>
public sealed class StoreOptions
{
    /// <summary>The configuration section that holds these options.</summary>
    public const string SectionName = "Store";

    /// <summary>A flat setting that overrides <see cref="DataDirectory" />, for environment variables.</summary>
    public const string DataDirectorySetting = "MOCK_DATA_DIRECTORY";

    /// <summary>The directory of the database file, created at startup. A relative path is relative to the content root.</summary>
    /// <value>Default <c>.data</c>; not empty.</value>
    [Required]
    public string DataDirectory { get; set; } = ".data";
}

[OptionsValidator]
internal sealed partial class StoreOptionsValidator : IValidateOptions<StoreOptions>;
