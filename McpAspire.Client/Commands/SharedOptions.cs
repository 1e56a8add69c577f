using System.CommandLine;
using System.Globalization;

namespace McpAspire.Client.Commands;

/// <summary>The options that several commands have. Each wins over its setting.</summary>
internal sealed class SharedOptions
{
    public SharedOptions()
    {
        Server.Validators.Add(static result =>
        {
            if (result.Tokens is [var token] && !(Uri.TryCreate(token.Value, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" or "https+http" or "http+https"))
            {
                result.AddError($"--server must be an absolute http or https URL, such as http://localhost:8000; it is '{token.Value}'.");
            }
        });
    }

    /// <summary>The server's address, instead of <c>MCP_SERVER_URL</c>.</summary>
    public Option<string> Server { get; } = new("--server") { HelpName = "URL", Description = "The MCP server, with or without /mcp, or its whole endpoint. Default: MCP_SERVER_URL, else http://localhost:8000." };

    /// <summary>The limit of connecting and listing the tools, instead of <c>DISCOVERY_TIMEOUT</c>, and of each call.</summary>
    public Option<double?> Timeout { get; } = NumberOption.Create("--timeout", "SECONDS", "Limit of connecting and listing the tools, and of a call. Default: DISCOVERY_TIMEOUT, else 10; 30 for a call.", 0.1, 300);

    /// <summary>Whether the result is to be JSON.</summary>
    public Option<bool> Json { get; } = new("--json") { Description = "Write the result as JSON." };

    /// <summary>The settings that the options of one command line stand for.</summary>
    public IEnumerable<KeyValuePair<string, string?>> ToSettings(ParseResult result)
    {
        if (result.GetValue(Server) is { } server)
        {
            yield return new("MCP_SERVER_URL", server);
        }

        if (result.GetValue(Timeout) is { } timeout)
        {
            yield return new("DISCOVERY_TIMEOUT", timeout.ToString(CultureInfo.InvariantCulture));
            yield return new("Connection:CallTimeout", TimeSpan.FromSeconds(timeout).ToString("c", CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Adds the options of a command that talks to a server and has a result.</summary>
    public void AddTo(Command command)
    {
        command.Add(Server);
        command.Add(Timeout);
        command.Add(Json);
    }
}
