namespace McpAspire.Client.Tools;

/// <summary>A tool error: the error envelope.</summary>
/// <param name="Error">
/// VALIDATION_ERROR, SERVICE_ERROR, AUTHENTICATION_ERROR, TIMEOUT_ERROR or INTERNAL_ERROR; a server may have others.
/// </param>
/// <param name="Code">The second name, e.g. BACKEND_ERROR.</param>
/// <param name="Message">The server's message.</param>
/// <param name="Retryable">Whether the same call may succeed later.</param>
/// <param name="Details">The detailed cause.</param>
internal sealed record ToolError(string Error, string Code, string Message, bool Retryable, ToolErrorDetails Details);
