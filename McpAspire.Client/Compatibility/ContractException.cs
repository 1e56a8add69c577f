namespace McpAspire.Client.Compatibility;

/// <summary>A contract file, or a server's description of itself, is not valid.</summary>
/// <param name="source">The file, or the server.</param>
/// <param name="pointer">The position as a JSON pointer; empty for the whole.</param>
/// <param name="rule">The violated rule.</param>
internal sealed class ContractException(string source, string pointer, string rule) : Exception(
    $"{source}{(pointer.Length == 0 ? string.Empty : $", {pointer}")}: {rule}");
