namespace McpAspire.Client.Compatibility.Schemas;

/// <summary>Which way the values of a schema go.</summary>
internal enum Direction
{
    /// <summary>Callers send them: everything that was valid has to stay valid.</summary>
    Input,

    /// <summary>Callers read them: everything that may come has to be what was promised.</summary>
    Output,
}
