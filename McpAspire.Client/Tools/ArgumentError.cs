namespace McpAspire.Client.Tools;

/// <summary>One argument that violates one rule.</summary>
internal sealed record ArgumentError(string Field, string Rule, string Message);
