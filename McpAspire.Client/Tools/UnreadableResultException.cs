namespace McpAspire.Client.Tools;

/// <summary>The server answered a call with something other than the tool's contract promises. Carries nothing of the answer.</summary>
/// <param name="tool">The tool that was called.</param>
/// <param name="problem">What is wrong with the answer, e.g. "it has no structured content".</param>
/// <param name="inner">What the JSON reader said, if it was asked.</param>
internal sealed class UnreadableResultException(string tool, string problem, Exception? inner = null) : Exception(
    $"The result of {tool} cannot be read: {problem}.", inner)
{
    public string Tool { get; } = tool;

    public string Problem { get; } = problem;
}
