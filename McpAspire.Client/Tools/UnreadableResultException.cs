namespace McpAspire.Client.Tools;

/// <summary>The result of a call violates the tool's contract. Contains no text of the result.</summary>
/// <param name="tool">The tool that was called.</param>
/// <param name="problem">The violation, e.g. "it has no structured content".</param>
/// <param name="inner">The exception of the JSON reader, if any.</param>
internal sealed class UnreadableResultException(string tool, string problem, Exception? inner = null) : Exception(
    $"The result of {tool} cannot be read: {problem}.", inner)
{
    public string Tool { get; } = tool;

    public string Problem { get; } = problem;
}
