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
    public List<ArgumentError> Check(IDictionary<string, JsonElement>? arguments)
    {
        var unknown =
            from name in arguments?.Keys ?? []
            where !_byName.ContainsKey(name)
            select new ArgumentError(name, "additionalProperties", $"is not an argument of this tool, which has {string.Join(", ", _byName.Keys)}");
        var broken =
            from parameter in _byName.Values
            let error = parameter.Check(arguments is not null && arguments.TryGetValue(parameter.Name, out var value) ? value : null)
            where error is not null
            select error;
        return [.. unknown.Concat(broken).Take(ArgumentError.Most)];
    }
}
