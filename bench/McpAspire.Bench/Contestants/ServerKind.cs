namespace McpAspire.Bench.Contestants;

/// <summary>What a contestant is made of.</summary>
internal enum ServerKind
{
    /// <summary>Kestrel and fixed bytes.</summary>
    Raw,

    /// <summary>The MCP SDK and a tool.</summary>
    Bare,

    /// <summary>What the product's server is made of, with a tool that does nothing.</summary>
    Pipeline,

    /// <summary>The product's server, with a token and a backend.</summary>
    Product,

    /// <summary>The product's call of the backend behind a plain route.</summary>
    Direct,

    /// <summary>The MCP SDK for TypeScript.</summary>
    TypeScript,

    /// <summary>The package fastmcp for TypeScript.</summary>
    FastMcp,
}
