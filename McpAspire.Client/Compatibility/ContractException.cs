namespace McpAspire.Client.Compatibility;

/// <summary>A contract file, or what a server says of itself, is not a contract.</summary>
/// <param name="source">The file, or the server.</param>
/// <param name="pointer">Where, as a JSON pointer; empty for the whole.</param>
/// <param name="rule">The rule that does not hold.</param>
internal sealed class ContractException(string source, string pointer, string rule) : Exception(
    $"{source}{(pointer.Length == 0 ? string.Empty : $", {pointer}")}: {rule}")
{
    public string Pointer { get; } = pointer;

    public string Rule { get; } = rule;
}
