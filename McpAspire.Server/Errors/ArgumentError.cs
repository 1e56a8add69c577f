namespace McpAspire.Server.Errors;

/// <summary>One argument that breaks one rule.</summary>
/// <param name="Field">The argument's name on the wire.</param>
/// <param name="Rule">The keyword of the tool's input schema that it breaks: <c>required</c>, <c>type</c>, <c>maximum</c>, …</param>
/// <param name="Message">The rule in words. Never the argument's value.</param>
internal sealed record ArgumentError(string Field, string Rule, string Message);
