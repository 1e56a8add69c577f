namespace McpAspire.Tests.Protocol;

/// <summary>A scoped service: one per HTTP request.</summary>
internal sealed class RequestMark;
