using ModelContextProtocol;

namespace McpAspire.Client.Connection;

/// <summary>The server's answer is JSON, but this client cannot use it.</summary>
/// <param name="problem">What is wrong with it, without text of the server.</param>
/// <param name="cause">What reading it threw, if anything.</param>
internal sealed class UnusableAnswerException(string problem, Exception? cause = null) : McpException(problem, cause);
