namespace McpAspire.ServiceDefaults.OpenApi;

/// <summary>How one operation is offered as a tool.</summary>
public sealed class ApiToolSettings
{
    /// <summary>The operation: its <c>operationId</c>, or its method and path.</summary>
    /// <value>Default the key of this section. A path with a colon cannot be a key.</value>
    public string? Operation { get; set; }

    /// <summary>The tool's name, <c>^[a-z][a-z0-9_]{0,63}$</c>.</summary>
    /// <value>Default made of the operation's name.</value>
    public string? Name { get; set; }

    /// <summary>The tool's title.</summary>
    /// <value>Default the operation's summary.</value>
    public string? Title { get; set; }

    /// <summary>The tool's description.</summary>
    /// <value>Default the operation's description.</value>
    public string? Description { get; set; }

    /// <summary>The app role or scope that callers need.</summary>
    /// <value>Default the API's name with <c>.Read</c> or <c>.Write</c>.</value>
    public string? Permission { get; set; }

    /// <summary>Parameters with a value that callers neither see nor change, by name.</summary>
    public Dictionary<string, string> Fixed { get; } = [];

    /// <summary>Names of optional parameters that are not offered.</summary>
    public IReadOnlyList<string> Hidden { get; set; } = [];

    /// <summary>
    /// The member of the response that holds the items of a page, names separated by dots; <c>$</c> for the response itself.
    /// </summary>
    /// <value>Default none: a response that is too large is an error.</value>
    public string? Items { get; set; }

    /// <summary>Whether the tool publishes an output schema, and with it structured content.</summary>
    /// <value>Default true. False makes a definition smaller.</value>
    public bool OutputSchema { get; set; } = true;

    /// <summary>Whether a PUT or DELETE is repeated when the API fails.</summary>
    /// <value>Default false.</value>
    public bool Retry { get; set; }

    /// <summary>Whether the tool changes nothing.</summary>
    /// <value>Default by method: GET, HEAD, OPTIONS and QUERY.</value>
    public bool? ReadOnly { get; set; }

    /// <summary>Whether the tool may destroy data.</summary>
    /// <value>Default by method: DELETE.</value>
    public bool? Destructive { get; set; }

    /// <summary>Whether a repeated call changes nothing more.</summary>
    /// <value>Default by method: PUT and DELETE.</value>
    public bool? Idempotent { get; set; }

    /// <summary>Whether the tool reaches beyond the organisation's own systems.</summary>
    /// <value>Default false.</value>
    public bool OpenWorld { get; set; }
}
