using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace McpAspire.ServiceDefaults.Settings;

/// <summary>How an options class is bound and validated.</summary>
/// <param name="section">The configuration section.</param>
/// <param name="bind">Calls <c>section.Bind(options)</c>; written at the call site, where the generated binder replaces the call.</param>
public sealed class SettingsBinding<TOptions>(string section, Action<IConfiguration, TOptions> bind)
    where TOptions : class, new()
{
    /// <summary>The validator that <see cref="OptionsValidatorAttribute"/> generates from the annotations.</summary>
    /// <value>Default none: the class has no annotations.</value>
    public IValidateOptions<TOptions>? Validator { get; init; }

    /// <summary>The names of the properties that are enums.</summary>
    public IReadOnlyList<SettingNames> Enums { get; init; } = [];

    /// <summary>The names of the properties whose values messages never contain.</summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];

    internal string Section => section;

    internal void Bind(IConfiguration values, TOptions options) => bind(values, options);
}
