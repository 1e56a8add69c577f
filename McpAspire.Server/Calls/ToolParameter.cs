using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using McpAspire.Server.Http;

namespace McpAspire.Server.Calls;

/// <summary>One parameter of a tool with the rules of its schema.</summary>
internal sealed class ToolParameter
{
    private static readonly TimeSpan PatternTimeout = TimeSpan.FromSeconds(1);

    private readonly string _type;
    private readonly bool _required;
    private readonly string?[] _enum;
    private readonly Regex? _pattern;
    private readonly int _minLength;
    private readonly int _maxLength;
    private readonly double _minimum;
    private readonly double _maximum;

    public ToolParameter(string name, JsonElement schema, bool required)
    {
        (Name, _required) = (name, required);
        _type = schema.TryGetProperty("type", out var type) ? TypeOf(type) : "string";
        _enum = schema.TryGetProperty("enum", out var values) ? [.. values.EnumerateArray().Select(static value => value.GetString())] : [];
        _pattern = schema.TryGetProperty("pattern", out var pattern)
            ? new(pattern.GetString()!, RegexOptions.CultureInvariant, PatternTimeout)
            : null;
        _minLength = schema.TryGetProperty("minLength", out var minLength) ? minLength.GetInt32() : 0;
        _maxLength = schema.TryGetProperty("maxLength", out var maxLength) ? maxLength.GetInt32() : int.MaxValue;
        _minimum = schema.TryGetProperty("minimum", out var minimum) ? minimum.GetDouble() : int.MinValue;
        _maximum = schema.TryGetProperty("maximum", out var maximum) ? maximum.GetDouble() : int.MaxValue;
    }

    /// <summary>The name on the wire.</summary>
    public string Name { get; }

    /// <param name="given">The argument; <see langword="null"/> if the caller sent none. Replaced by its normalized value.</param>
    /// <returns>The first violation; <see langword="null"/> if there is none.</returns>
    public ArgumentError? Check(ref JsonElement? given)
    {
        if (given is { ValueKind: JsonValueKind.Null } && !_required)
        {
            given = null;
        }

        if (given is not { } value)
        {
            return _required ? new(Name, "required", "is required") : null;
        }

        if (value.ValueKind is JsonValueKind.String && !_required && value.ValueEquals(string.Empty))
        {
            return new(Name, "minLength", "must not be empty; omit it instead");
        }

        if (_type is "string")
        {
            return value.ValueKind is JsonValueKind.String ? CheckText(value.GetString()!) : Mistyped(value);
        }

        if (value.ValueKind is JsonValueKind.String)
        {
            given = value = Parse(value.GetString()!) ?? value;
            if (value.ValueKind is JsonValueKind.Null && !_required)
            {
                given = null;
                return null;
            }
        }

        return _type switch
        {
            "integer" => CheckInteger(ref given),
            "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? null : Mistyped(value),
            _ => value.ValueKind is JsonValueKind.Object ? null : Mistyped(value),
        };
    }

    private static string TypeOf(JsonElement type) => type.ValueKind is JsonValueKind.Array
        ? type.EnumerateArray().Select(static one => one.GetString()!).First(static one => one is not "null")
        : type.GetString()!;

    /// <summary>Parses a text as JSON, if it is JSON.</summary>
    private static JsonElement? Parse(string text)
    {
        using var document = JsonText.Parse(Encoding.UTF8.GetBytes(text), JsonText.DefaultMaxTokens, out _);
        return document?.RootElement.Clone();
    }

    private ArgumentError Mistyped(JsonElement value)
    {
        var expected = _type switch
        {
            "string" when _enum.Length > 0 => $"one of {string.Join(", ", _enum)}",
            "string" => "a string",
            "integer" => "an integer",
            "boolean" => "true or false",
            _ => "an object",
        };
        return new(Name, "type", value.ValueKind is JsonValueKind.Null ? $"must be {expected}, not null" : $"must be {expected}");
    }

    private ArgumentError? CheckText(string text)
    {
        if (_enum.Length > 0)
        {
            return _enum.Contains(text, StringComparer.Ordinal) ? null : new(Name, "enum", $"must be one of {string.Join(", ", _enum)}");
        }

        // JSON Schema counts characters (RFC 8259), not UTF-16 units.
        var length = 0;
        foreach (var _ in text.EnumerateRunes())
        {
            length++;
        }

        var plural = _minLength == 1 ? string.Empty : "s";
        return length < _minLength ? new(Name, "minLength", $"must have at least {_minLength} character{plural}")
            : length > _maxLength ? new(Name, "maxLength", $"must have at most {_maxLength} characters")
            : _pattern is null || (_pattern.Match(text) is { Success: true } match && match.Length == text.Length) ? null
            : new(Name, "pattern", $"must match {_pattern}");
    }

    private ArgumentError? CheckInteger(ref JsonElement? given)
    {
        var value = given!.Value;
        if (value.ValueKind is not JsonValueKind.Number || !value.TryGetDouble(out var number) || number != Math.Floor(number))
        {
            return Mistyped(value);
        }

        if (number < _minimum || number > _maximum)
        {
            return number < _minimum
                ? new(Name, "minimum", string.Create(CultureInfo.InvariantCulture, $"must be at least {_minimum}"))
                : new(Name, "maximum", string.Create(CultureInfo.InvariantCulture, $"must be at most {_maximum}"));
        }

        if (!value.TryGetInt32(out _))
        {
            given = JsonElement.Parse(((int)number).ToString(CultureInfo.InvariantCulture));
        }

        return null;
    }
}
