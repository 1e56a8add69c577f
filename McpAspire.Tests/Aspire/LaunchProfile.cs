using System.Text.Json.Nodes;
using McpAspire.Tests.Packages;

namespace McpAspire.Tests.Aspire;

/// <summary>The launch profiles of the AppHost, as <c>dotnet run --launch-profile</c> reads them.</summary>
internal static class LaunchProfile
{
    public static Dictionary<string, string> EnvironmentOf(string profile)
    {
        var settings = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "McpAspire.AppHost", "Properties", "launchSettings.json")))!;
        return settings["profiles"]![profile]!["environmentVariables"]!.AsObject().ToDictionary(variable => variable.Key, variable => (string)variable.Value!);
    }
}
