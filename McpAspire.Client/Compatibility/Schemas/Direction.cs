namespace McpAspire.Client.Compatibility.Schemas;

/// <summary>The direction of a schema's values.</summary>
internal enum Direction
{
    /// <summary>Callers send them: every value that was valid must stay valid.</summary>
    Input,

    /// <summary>Callers read them: every possible value must have been promised.</summary>
    Output,
}
