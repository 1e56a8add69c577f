namespace McpAspire.Server.Errors;

/// <summary>One argument that breaks one rule.</summary>
/// <param name="Field">The argument's name on the wire; of a member within it, the names on the way, joined by dots.</param>
/// <param name="Rule">The keyword of the tool's input schema that it breaks (<c>required</c>, <c>type</c>, <c>maximum</c>, …), or what the backend found: <c>column</c>, <c>type</c>, <c>operator</c>, <c>size</c>, <c>reference</c>, <c>backend</c>.</param>
/// <param name="Message">The rule in words. Never the argument's value.</param>
internal sealed record ArgumentError(string Field, string Rule, string Message)
{
    /// <summary>All of them in one sentence.</summary>
    public static string Describe(IEnumerable<ArgumentError> errors) => $"Validation failed: {string.Join("; ", errors.Select(static error => $"{error.Field} {error.Message}"))}.";
}
