namespace McpAspire.Bench.Servers;

/// <summary>What a contestant is made of.</summary>
internal enum ServerKind
{
    /// <summary>Kestrel with a fixed response.</summary>
    Raw,

    /// <summary>The MCP SDK with a trivial tool.</summary>
    Bare,

    /// <summary>The parts of the product's server with the same trivial tool.</summary>
    Pipeline,

    /// <summary>The product's server, with a token and a backend.</summary>
    Product,

    /// <summary>The same call by a server of the parts that the official samples use.</summary>
    Sample,

    /// <summary>The backend call of <c>get_user_profile</c> behind a plain route.</summary>
    Direct,

    /// <summary>The MCP SDK for TypeScript.</summary>
    TypeScript,

    /// <summary>The package fastmcp for TypeScript.</summary>
    FastMcp,
}
