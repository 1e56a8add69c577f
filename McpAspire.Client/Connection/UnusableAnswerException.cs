using ModelContextProtocol;

namespace McpAspire.Client.Connection;

/// <summary>The server's response is JSON, but this client cannot use it.</summary>
/// <param name="problem">The error, without text of the server.</param>
/// <param name="cause">The exception of the parser, if any.</param>
internal sealed class UnusableAnswerException(string problem, Exception? cause = null) : McpException(problem, cause);
