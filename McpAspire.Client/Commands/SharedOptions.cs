using System.CommandLine;
using System.Globalization;
using McpAspire.Client.Connection;

namespace McpAspire.Client.Commands;

/// <summary>The options of every command that connects. Each takes precedence over its setting.</summary>
internal sealed class SharedOptions
{
    public SharedOptions()
    {
        Server.Validators.Add(static result =>
        {
            if (result.Tokens is [var token]
                && !(Uri.TryCreate(token.Value, UriKind.Absolute, out var url) && McpConnectionOptions.IsServerScheme(url.Scheme)))
            {
                result.AddError($"--server must be an absolute http or https URL, such as http://localhost:8000; it is '{token.Value}'.");
            }
        });
    }

    public Option<string> Server { get; } = new("--server")
    {
        HelpName = "URL",
        Description = "The MCP server, with or without /mcp, or its whole endpoint. Default: MCP_SERVER_URL, else http://localhost:8000.",
    };

    public Option<double?> Timeout { get; } = NumberOption.Create(
        "--timeout",
        "SECONDS",
        "Time limit of connecting and listing the tools, and of each call. Default: DISCOVERY_TIMEOUT, else 10; 30 for a call.",
        min: 0.1,
        max: 300);

    public Option<bool> Json { get; } = new("--json") { Description = "Write the result as JSON." };

    private Option<string> TokenVariable { get; } = new("--token-env")
    {
        HelpName = "NAME",
        Description = "Environment variable with a bearer token for the server. Replaces the token of AZURE_SCOPES.",
    };

    private Option<string[]> Headers { get; } = new("--header")
    {
        HelpName = "NAME: VALUE",
        Description = "HTTP header of every request to the server. Repeatable.",
        AllowMultipleArgumentsPerToken = false,
    };

    /// <summary>Adds the options.</summary>
    /// <param name="command">The command.</param>
    /// <param name="withServer">Whether it has <c>--server</c>.</param>
    public void AddTo(Command command, bool withServer = true)
    {
        if (withServer)
        {
            command.Add(Server);
        }

        command.Add(Timeout);
        command.Add(TokenVariable);
        command.Add(Headers);
        command.Add(Json);
    }

    /// <summary>Converts the options of a command line to settings.</summary>
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

        if (result.GetValue(TokenVariable) is not null)
        {
            yield return new("AZURE_SCOPES", string.Empty);
            yield return new("Identity:Scopes", string.Empty);
        }
    }

    /// <summary>The headers of <c>--header</c> and <c>--token-env</c>. Messages never contain their values.</summary>
    /// <exception cref="CommandException">A header is malformed, or the variable has no token.</exception>
    public IReadOnlyList<KeyValuePair<string, string>> ToHeaders(ParseResult result, IConfiguration environment)
    {
        var headers = (result.GetValue(Headers) ?? []).Select(ToHeader).ToList();
        if (result.GetValue(TokenVariable) is { } variable)
        {
            // Configuration replaces two underscores in the names of variables.
            var token = environment[variable.Replace("__", ":", StringComparison.Ordinal)]?.Trim();
            headers.Add(string.IsNullOrEmpty(token) ? throw new CommandException(
                $"--token-env: the environment variable {variable} is not set, or is empty.")
                : token.All(static character => character is > ' ' and <= '~') ? new("Authorization", $"Bearer {token}")
                : throw new CommandException(
                    $"--token-env: the value of {variable} is not a bearer token: it has spaces or other characters."));
        }

        return headers;
    }

    private static KeyValuePair<string, string> ToHeader(string text)
    {
        using var probe = new HttpRequestMessage();
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var (name, value) = colon < 0 ? (text, string.Empty) : (text[..colon].Trim(), text[(colon + 1)..].Trim());
        var isValid = colon > 0
            && value.All(static character => character is >= ' ' and <= '~')
            && probe.Headers.TryAddWithoutValidation(name, value);
        return isValid ? new(name, value) : throw new CommandException(
            "--header must be the name of a request header, a colon and a value of printable ASCII, such as \"X-Tenant: a\".");
    }
}
