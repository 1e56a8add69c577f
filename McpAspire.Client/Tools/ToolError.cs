namespace McpAspire.Client.Tools;

/// <summary>What a tool says when it fails: the error envelope.</summary>
/// <param name="Error">
/// VALIDATION_ERROR, SERVICE_ERROR, AUTHENTICATION_ERROR, TIMEOUT_ERROR or INTERNAL_ERROR; a server may know more.
/// </param>
/// <param name="Code">The second name, e.g. BACKEND_ERROR.</param>
/// <param name="Message">The server's words.</param>
/// <param name="Retryable">Whether the same call may succeed later.</param>
/// <param name="Details">The finer cause.</param>
internal sealed record ToolError(string Error, string Code, string Message, bool Retryable, ToolErrorDetails Details);
