using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using McpAspire.Server.Errors;
using Microsoft.Extensions.AI;

namespace McpAspire.Server.Pipeline;

/// <summary>One parameter of a tool, with the rules that its type and its annotations make.</summary>
internal sealed class ToolParameter
{
    private readonly Type _type;
    private readonly bool _required;
    private readonly bool _nullable;
    private readonly StringLengthAttribute? _length;
    private readonly RegularExpressionAttribute? _pattern;
    private readonly double _minimum;
    private readonly double _maximum;
    private readonly string[] _enum;

    public ToolParameter(ParameterInfo parameter)
    {
        Name = parameter.GetCustomAttribute<AIParameterNameAttribute>()?.Name ?? parameter.Name!;
        _type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        _required = !parameter.HasDefaultValue;
        _nullable = parameter.HasDefaultValue && parameter.DefaultValue is null;
        _length = parameter.GetCustomAttribute<StringLengthAttribute>();
        _pattern = parameter.GetCustomAttribute<RegularExpressionAttribute>();
        var range = parameter.GetCustomAttribute<RangeAttribute>();
        _minimum = Convert.ToDouble(range?.Minimum ?? int.MinValue, CultureInfo.InvariantCulture);
        _maximum = Convert.ToDouble(range?.Maximum ?? int.MaxValue, CultureInfo.InvariantCulture);
        _enum = _type.IsEnum ? [.. _type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => field.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name ?? field.Name)] : [];
    }

    /// <summary>The name on the wire.</summary>
    public string Name { get; }

    /// <returns>The first rule that <paramref name="value"/> breaks; <see langword="null"/> if it keeps all.</returns>
    public ArgumentError? Check(JsonElement? value) => value switch
    {
        null => _required ? new(Name, "required", "is required") : null,
        { ValueKind: JsonValueKind.Null } => _nullable ? null : new(Name, "type", $"must be {TypeName}, not null"),
        { } given when _type == typeof(string) => given.ValueKind == JsonValueKind.String ? CheckText(given.GetString()!) : Mistyped,
        { } given when _type == typeof(int) => given.ValueKind == JsonValueKind.Number ? CheckNumber(given) : Mistyped,
        { } given when _type == typeof(bool) => given.ValueKind is JsonValueKind.True or JsonValueKind.False ? null : Mistyped,
        { } given when _type.IsEnum => CheckEnum(given),
        { } given => given.ValueKind == JsonValueKind.Object ? null : Mistyped,
    };

    private ArgumentError Mistyped => new(Name, "type", $"must be {TypeName}");

    private string TypeName => _type switch
    {
        _ when _type == typeof(string) || _type.IsEnum => "a string",
        _ when _type == typeof(int) => "an integer",
        _ when _type == typeof(bool) => "true or false",
        _ => "an object",
    };

    private ArgumentError? CheckText(string text)
    {
        // JSON Schema counts characters (RFC 8259), not UTF-16 units.
        var length = 0;
        foreach (var _ in text.EnumerateRunes())
        {
            length++;
        }

        if (_length is not null && length < _length.MinimumLength)
        {
            return new(Name, "minLength", $"must have at least {_length.MinimumLength} character{(_length.MinimumLength == 1 ? string.Empty : "s")}");
        }

        if (_length is not null && length > _length.MaximumLength)
        {
            return new(Name, "maxLength", $"must have at most {_length.MaximumLength} characters");
        }

        return _pattern is null || _pattern.IsValid(text) ? null : new(Name, "pattern", $"must match {_pattern.Pattern}");
    }

    private ArgumentError? CheckNumber(JsonElement given)
    {
        if (!given.TryGetDouble(out var number) || number != Math.Floor(number))
        {
            return Mistyped;
        }

        return number < _minimum ? new(Name, "minimum", string.Create(CultureInfo.InvariantCulture, $"must be at least {_minimum}"))
            : number > _maximum ? new(Name, "maximum", string.Create(CultureInfo.InvariantCulture, $"must be at most {_maximum}"))
            : given.TryGetInt32(out _) ? null : Mistyped;
    }

    private ArgumentError? CheckEnum(JsonElement given) =>
        given.ValueKind != JsonValueKind.String ? Mistyped
        : _enum.Contains(given.GetString(), StringComparer.Ordinal) ? null
        : new(Name, "enum", $"must be one of {string.Join(", ", _enum)}");
}
