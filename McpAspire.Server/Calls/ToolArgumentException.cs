namespace McpAspire.Server.Calls;

/// <summary>An argument violates a rule that its schema cannot express.</summary>
internal sealed class ToolArgumentException(ArgumentError error) : Exception($"{error.Field} {error.Message}")
{
    public ArgumentError Error { get; } = error;
}
