using System.Text.RegularExpressions;
using McpAspire.Client.Hosting;
using McpAspire.Server;
using McpAspire.ServiceDefaults.Health;
using McpAspire.ServiceDefaults.Logging;
using McpAspire.ServiceDefaults.Settings;
using McpAspire.ServiceDefaults.Telemetry;

namespace McpAspire.Tests.Deploy.Guides;

[Trait("Category", "Unit")]
public sealed partial class SettingsTableTests
{
    [Fact]
    public void Has_every_variable_of_server_and_client_with_its_key()
    {
        SettingAlias[] aliases =
            [
                .. ServerSettings.Aliases,
                .. ClientSettings.Aliases,
                .. LoggingOptions.Aliases,
                .. ReadinessOptions.Aliases,
                .. DiagnosticsOptions.Aliases,
            ];
        var documented =
            from line in File.ReadLines(Repository.PathOf("docs", "SETTINGS.md"))
            where line.StartsWith("| `", StringComparison.Ordinal)
            let cells = line.Split('|')
            from pair in Names(cells[1]).Zip(Names(cells[2]))
            select pair;

        Assert.Equal(aliases.Select(static alias => (alias.EnvironmentName, alias.Key)).Distinct().Order(), documented.Order());
    }

    private static IEnumerable<string> Names(string cell) => Name().Matches(cell).Select(static match => match.Groups[1].Value);

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Name();
}
