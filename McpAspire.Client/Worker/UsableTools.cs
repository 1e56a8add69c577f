using McpAspire.Client.Tools;

namespace McpAspire.Client.Worker;

/// <summary>The tools that a round may call.</summary>
/// <param name="Client">Calls them.</param>
/// <param name="Names">Those that the server offers as the client's contract has them.</param>
internal sealed record UsableTools(ToolClient Client, IReadOnlySet<string> Names);
