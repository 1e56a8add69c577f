using McpAspire.Client.Commands;
using McpAspire.Client.Terminal;
using Microsoft.Extensions.Configuration;

namespace McpAspire.Testing;

/// <summary>Runs a command of the client in this process.</summary>
internal static class CommandRun
{
    /// <summary>Runs it with output as to a file.</summary>
    /// <param name="server">The address of the server, as in MCP_SERVER_URL.</param>
    /// <param name="arguments">The command line.</param>
    public static Task<ProgramRun> RunAsync(Uri server, params string[] arguments) =>
        RunAsync(server, new StringReader(string.Empty), [], arguments);

    /// <param name="server">The address of the server, as in MCP_SERVER_URL.</param>
    /// <param name="input">Standard input.</param>
    /// <param name="settings">Further settings, by environment name or by key.</param>
    /// <param name="arguments">The command line.</param>
    public static async Task<ProgramRun> RunAsync(
        Uri server, TextReader input, (string Name, string Value)[] settings, params string[] arguments)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var console = new CommandConsole(output, isTerminal: false, error, input);
        var line = new CommandLine(console, configuration => configuration.AddInMemoryCollection(
            [
                new("MCP_SERVER_URL", server.ToString()),
                .. settings.Select(static setting => KeyValuePair.Create(setting.Name, (string?)setting.Value))]));
        var code = await line.RunAsync(arguments, Cancellation);
        return new(code, output.ToString(), error.ToString());
    }
}
