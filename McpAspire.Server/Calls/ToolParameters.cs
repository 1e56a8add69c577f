using System.Text.Json;

namespace McpAspire.Server.Calls;

/// <summary>The parameters of one tool, read from its published input schema, which is thereby enforced.</summary>
internal sealed class ToolParameters : IArgumentCheck
{
    private readonly Dictionary<string, ToolParameter> _byName;

    public ToolParameters(JsonElement inputSchema)
    {
        string?[] required = inputSchema.TryGetProperty("required", out var names)
            ? [.. names.EnumerateArray().Select(static name => name.GetString())]
            : [];
        _byName = inputSchema.TryGetProperty("properties", out var properties)
            ? properties.EnumerateObject().ToDictionary(
                static property => property.Name,
                property => new ToolParameter(property.Name, property.Value, required.Contains(property.Name)),
                StringComparer.Ordinal)
            : [];
    }

    /// <inheritdoc />
    public IReadOnlyList<ArgumentError> Check(IDictionary<string, JsonElement>? arguments)
    {
        var errors = new List<ArgumentError>();
        if (arguments is not null)
        {
            errors.AddRange(
                from name in arguments.Keys
                where !_byName.ContainsKey(name)
                select ArgumentError.Unknown(name, _byName.Keys));
        }

        foreach (var parameter in _byName.Values)
        {
            JsonElement? given = arguments is not null && arguments.TryGetValue(parameter.Name, out var value) ? value : null;
            var meant = given;
            if (parameter.Check(ref meant) is { } error)
            {
                errors.Add(error);
            }
            else if (meant is null)
            {
                arguments?.Remove(parameter.Name);
            }
            else if (meant is { } changed)
            {
                arguments![parameter.Name] = changed;
            }
        }

        return errors.Count > ArgumentError.MaxErrors ? errors[..ArgumentError.MaxErrors] : errors;
    }
}
