using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace McpAspire.ServiceDefaults.Settings;

/// <summary>
/// Binds one options class to its section and validates it. Unlike the plain binder, it continues after a value of the wrong type, so that
/// one message reports all wrong settings by the names that the operator used.
/// </summary>
internal sealed partial class SettingsReader<TOptions>(
    IServiceProvider services, IConfiguration configuration, SettingsBinding<TOptions> binding, IReadOnlyList<SettingAlias> aliases)
    : IConfigureOptions<TOptions>, IValidateOptions<TOptions>
    where TOptions : class, new()
{
    /// <summary>For each type in the binder's messages: the accepted values, and a value that is out of any range.</summary>
    private static readonly (string Type, string Expected, string OutOfRange)[] Types =
    [
        (typeof(bool).FullName!, "must be true or false", ""),
        (typeof(int).FullName!, "must be a whole number", int.MinValue.ToString(CultureInfo.InvariantCulture)),
        (typeof(long).FullName!, "must be a whole number", long.MinValue.ToString(CultureInfo.InvariantCulture)),
        (
            typeof(TimeSpan).FullName!,
            "must be a time: seconds by environment name, hh:mm:ss by key",
            TimeSpan.MinValue.ToString("c", CultureInfo.InvariantCulture)),
        (typeof(Uri).FullName!, "must be a URL", ""),
    ];

    public void Configure(TOptions options) => Bind(options);

    public ValidateOptionsResult Validate(string? name, TOptions options)
    {
        var unreadable = Bind(new());
        var violations = Violations(options)
            .Where(violation => !unreadable.Exists(one => one.Property == violation.Property))
            .Concat(unreadable);
        var failures = violations.Select(violation => Describe(violation.Property, violation.Problem)).ToList();
        return failures.Count > 0 ? ValidateOptionsResult.Fail(failures) : ValidateOptionsResult.Success;
    }

    /// <returns>The properties whose values cannot be read; they keep their defaults.</returns>
    private List<(string Property, string Problem)> Bind(TOptions options)
    {
        var values = configuration.GetSection(binding.Section).GetChildren()
            .Where(static setting => !string.IsNullOrEmpty(setting.Value))
            .ToDictionary(static setting => setting.Key, static setting => setting.Value, StringComparer.OrdinalIgnoreCase);
        var unreadable = new List<(string Property, string Problem)>();
        foreach (var (property, names) in binding.Enums)
        {
            if (values.TryGetValue(property, out var value) && !names.Contains(value, StringComparer.OrdinalIgnoreCase))
            {
                values.Remove(property);
                unreadable.Add((property, $"must be one of {string.Join(", ", names)}"));
            }
        }

        while (true)
        {
            try
            {
                binding.Bind(InMemory(values), options);
                return unreadable;
            }
            catch (InvalidOperationException exception) when (FindProperty(exception, values.Keys) is { } property)
            {
                values.Remove(property);
                unreadable.Add((property, Expected(exception, property)));
            }
        }
    }

    private static string? FindProperty(InvalidOperationException exception, IEnumerable<string> properties) =>
        properties.FirstOrDefault(property => exception.Message.Contains($" at '{property}' to type ", StringComparison.OrdinalIgnoreCase));

    /// <summary>The message of the property's annotation, else that of its type.</summary>
    private string Expected(InvalidOperationException exception, string property)
    {
        var (_, expected, outOfRange) = Types.FirstOrDefault(
            type => exception.Message.Contains($" to type '{type.Type}'", StringComparison.Ordinal));
        if (outOfRange is not { Length: > 0 })
        {
            return expected ?? "cannot be read";
        }

        var options = new TOptions();
        binding.Bind(InMemory(new Dictionary<string, string?> { [property] = outOfRange }), options);
        return Annotated(options)
            .FirstOrDefault(violation => violation.Property.Equals(property, StringComparison.OrdinalIgnoreCase)).Problem ?? expected;
    }

    private IEnumerable<(string Property, string Problem)> Violations(TOptions options) => Annotated(options).Concat(
        from result in (options as IOptionRules)?.Check(services) ?? []
        from property in result.MemberNames
        select (property, result.ErrorMessage ?? "is not valid"));

    /// <summary>Violations of annotations. A generated validator writes each as "Property: message".</summary>
    private IEnumerable<(string Property, string Problem)> Annotated(TOptions options) =>
        from failure in binding.Validator?.Validate(null, options).Failures ?? []
        let colon = failure.IndexOf(": ", StringComparison.Ordinal)
        select (failure[..colon], failure[(colon + 2)..]);

    private string Describe(string property, string problem)
    {
        var key = $"{binding.Section}:{property}";
        var alias = aliases.FirstOrDefault(alias => alias.Key.Equals(key, StringComparison.OrdinalIgnoreCase));
        var written = alias is not null && configuration[alias.EnvironmentName] is { } flat ? flat : configuration[key];
        var label = alias is null ? key : $"{alias.EnvironmentName} ({key})";
        return written switch
        {
            null or "" => $"{label} {problem}; it is not set.",
            _ when binding.Secrets.Contains(property) => $"{label} {problem}.",
            _ => $"{label} {problem}; it is '{UserInfo().Replace(written, "//")}'.",
        };
    }

    private static IConfigurationRoot InMemory(Dictionary<string, string?> values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values).Build();

    /// <summary>The user name and password of a URL.</summary>
    [GeneratedRegex("//[^/@]*@", RegexOptions.CultureInvariant)]
    private static partial Regex UserInfo();
}
