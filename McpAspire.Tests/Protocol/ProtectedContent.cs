using Microsoft.AspNetCore.Authorization;
using ModelContextProtocol.Server;

namespace McpAspire.Tests.Protocol;

[Authorize]
internal sealed class ProtectedContent
{
    [McpServerPrompt(Name = "secret")]
    public static string Prompt() => "secret";

    [McpServerResource(UriTemplate = "test://secret", Name = "secret")]
    public static string Resource() => "secret";
}
