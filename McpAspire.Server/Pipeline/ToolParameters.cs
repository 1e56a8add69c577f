using System.Reflection;
using System.Security.Claims;
using System.Text.Json;
using McpAspire.Server.Errors;

namespace McpAspire.Server.Pipeline;

/// <summary>The parameters of one tool.</summary>
internal sealed class ToolParameters
{
    private readonly Dictionary<string, ToolParameter> _byName;

    private ToolParameters(IEnumerable<ToolParameter> parameters) => _byName = parameters.ToDictionary(parameter => parameter.Name, StringComparer.Ordinal);

    public static ToolParameters Of(MethodInfo method) => new(
        from parameter in method.GetParameters()
        where parameter.ParameterType != typeof(CancellationToken) && parameter.ParameterType != typeof(ClaimsPrincipal)
        select new ToolParameter(parameter));

    /// <returns>Every rule that the arguments break, <see cref="ArgumentError.Most"/> at the most; empty if they keep all.</returns>
    public IReadOnlyList<ArgumentError> Check(IDictionary<string, JsonElement>? arguments)
    {
        // Every call comes through here, and nearly every one is right: nothing is made before the first error.
        List<ArgumentError>? errors = null;
        var known = 0;
        foreach (var parameter in _byName.Values)
        {
            JsonElement? given = arguments is not null && arguments.TryGetValue(parameter.Name, out var value) ? value : null;
            known += given is null ? 0 : 1;
            if (parameter.Check(given) is { } error)
            {
                (errors ??= []).Add(error);
            }
        }

        return arguments is not null && arguments.Count > known ? [.. Unknown(arguments.Keys).Concat(errors ?? []).Take(ArgumentError.Most)]
            : errors?[..Math.Min(errors.Count, ArgumentError.Most)] ?? (IReadOnlyList<ArgumentError>)[];
    }

    private IEnumerable<ArgumentError> Unknown(IEnumerable<string> names) =>
        from name in names
        where !_byName.ContainsKey(name)
        select new ArgumentError(name, "additionalProperties", $"is not an argument of this tool, which has {string.Join(", ", _byName.Keys)}");
}
