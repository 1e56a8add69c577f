using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using ModelContextProtocol.Protocol;

namespace McpAspire.Server;

/// <summary>How the server introduces itself to MCP clients.</summary>
internal sealed class McpServerIdentityOptions
{
    public const string SectionName = "McpServer";

    /// <summary>The version of the build.</summary>
    public static readonly string Version = typeof(McpServerIdentityOptions).Assembly.GetName().Version!.ToString(3);

    /// <summary>The name in the handshake.</summary>
    /// <value>Default <c>service-mcp-server</c>; 1 to 128 characters.</value>
    [Required(ErrorMessage = "must be 1 to 128 characters")]
    [StringLength(128, MinimumLength = 1, ErrorMessage = "must be 1 to 128 characters")]
    public string Name { get; set; } = "service-mcp-server";

    /// <summary>What the handshake says; made once, because the SDK asks for its options at every request.</summary>
    public Implementation ToServerInfo() => new() { Name = Name, Version = Version };
}

[OptionsValidator]
internal sealed partial class McpServerIdentityOptionsValidator : IValidateOptions<McpServerIdentityOptions>;
