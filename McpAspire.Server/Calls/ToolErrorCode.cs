namespace McpAspire.Server.Calls;

/// <summary>The closed set of tool errors. Each has two names on the wire; see <see cref="ToolError"/>.</summary>
internal enum ToolErrorCode
{
    /// <summary>The arguments violate a rule of the tool or of the backend: VALIDATION_ERROR, INVALID_INPUT.</summary>
    Validation,

    /// <summary>The backend refused, failed or cannot be reached: SERVICE_ERROR, BACKEND_ERROR.</summary>
    Service,

    /// <summary>No token could be acquired, or the backend rejects it: AUTHENTICATION_ERROR, twice.</summary>
    Authentication,

    /// <summary>A time limit was reached: TIMEOUT_ERROR, TIMEOUT.</summary>
    Timeout,

    /// <summary>An error of this server: INTERNAL_ERROR, twice.</summary>
    Internal,
}
