namespace McpAspire.Bench.Hosts;

/// <summary>The result of <see cref="EchoTool"/>.</summary>
/// <param name="Text">The text that was sent, or as many characters as were asked for.</param>
/// <param name="Length">How long it is.</param>
internal sealed record Echo(string Text, int Length);
