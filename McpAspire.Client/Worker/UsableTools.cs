using McpAspire.Client.Tools;

namespace McpAspire.Client.Worker;

/// <summary>The tools that a round can call.</summary>
/// <param name="Client">Calls them.</param>
/// <param name="Names">The server's tools that meet the client's contract.</param>
internal sealed record UsableTools(ToolClient Client, IReadOnlySet<string> Names);
