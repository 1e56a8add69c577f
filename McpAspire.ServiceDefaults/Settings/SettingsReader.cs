using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.RegularExpressions;
using McpAspire.ServiceDefaults.Privacy;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace McpAspire.ServiceDefaults.Settings;

/// <summary>
/// Fills one options class from its section and checks it. Unlike the plain binder it goes on after a value of the wrong type, so that one
/// start reports every bad setting; and it names each by what the operator wrote.
/// </summary>
internal sealed partial class SettingsReader<TOptions>(IServiceProvider services, IConfiguration configuration, string section, IReadOnlyList<SettingAlias> aliases) : IConfigureOptions<TOptions>, IValidateOptions<TOptions>
    where TOptions : class
{
    private static readonly PropertyInfo[] Properties = [.. typeof(TOptions).GetProperties().Where(property => property.CanWrite)];

    public void Configure(TOptions options)
    {
        foreach (var property in Properties)
        {
            if (TryRead(property, out var value, out _))
            {
                property.SetValue(options, value);
            }
        }
    }

    public ValidateOptionsResult Validate(string? name, TOptions options)
    {
        var failures = new List<string>();
        var mistyped = Properties.Where(property => !TryRead(property, out _, out var unreadable) && unreadable).ToList();
        failures.AddRange(mistyped.Select(property => Describe(property.Name, $"must be {TypeName(property)}")));

        var results = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options, services, null), results, validateAllProperties: true);
        failures.AddRange(
            from result in results
            from member in result.MemberNames.DefaultIfEmpty(string.Empty)
            where mistyped.TrueForAll(property => property.Name != member)
            select Describe(member, result.ErrorMessage ?? "is not valid"));
        return failures.Count > 0 ? ValidateOptionsResult.Fail(failures) : ValidateOptionsResult.Success;
    }

    /// <returns>Whether the section has a value of the property's type; <paramref name="unreadable"/> says that it has one of another type.</returns>
    private bool TryRead(PropertyInfo property, out object? value, out bool unreadable)
    {
        (value, unreadable) = (null, false);
        if (string.IsNullOrEmpty(configuration[$"{section}:{property.Name}"]))
        {
            return false;
        }

        try
        {
            value = configuration.GetValue(property.PropertyType, $"{section}:{property.Name}");
            return true;
        }
        catch (InvalidOperationException)
        {
            unreadable = true;
            return false;
        }
    }

    private string Describe(string member, string problem)
    {
        var key = member.Length > 0 ? $"{section}:{member}" : section;
        var alias = aliases.FirstOrDefault(alias => alias.Key.Equals(key, StringComparison.OrdinalIgnoreCase));
        var written = alias is not null && configuration[alias.EnvironmentName] is { } flat ? flat : configuration[key];
        var label = alias is null ? key : $"{alias.EnvironmentName} ({key})";
        var secret = typeof(TOptions).GetProperty(member)?.PropertyType == typeof(Secret);
        return written switch
        {
            null or "" => $"{label} {problem}; it is not set.",
            _ when secret => $"{label} {problem}.",
            _ => $"{label} {problem}; it is '{UserInfo().Replace(written, "//")}'.",
        };
    }

    /// <summary>The user name and password of a URL.</summary>
    [GeneratedRegex("//[^/@]*@", RegexOptions.CultureInvariant)]
    private static partial Regex UserInfo();

    private static string TypeName(PropertyInfo property)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        var range = property.GetCustomAttribute<RangeAttribute>()?.ErrorMessage?.Replace("must be", "here", StringComparison.Ordinal);
        var name = type switch
        {
            _ when type == typeof(bool) => "true or false",
            _ when type == typeof(int) => "a whole number",
            _ when type == typeof(TimeSpan) => "a time: a number of seconds by its environment name, hh:mm:ss by its key",
            _ when type == typeof(Uri) => "a URL",
            _ when type.IsEnum => $"one of {string.Join(", ", Enum.GetNames(type))}",
            _ => $"a {type.Name}",
        };
        return range is null ? name : $"{name} ({range})";
    }
}
