using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using ModelContextProtocol.Protocol;

namespace McpAspire.Server;

/// <summary>The server's name and version in the handshake.</summary>
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

    /// <summary>Converts the options for the SDK.</summary>
    public Implementation ToServerInfo() => new() { Name = Name, Version = Version };
}

[OptionsValidator]
internal sealed partial class McpServerIdentityOptionsValidator : IValidateOptions<McpServerIdentityOptions>;
