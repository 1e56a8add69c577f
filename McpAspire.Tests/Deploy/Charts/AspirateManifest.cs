using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace McpAspire.Tests.Deploy.Charts;

/// <summary>Reads the projects of an Aspire manifest as Aspirate 9.1 does.</summary>
internal static partial class AspirateManifest
{
    /// <summary>The port of a binding without a target port.</summary>
    private const int DefaultPort = 8080;

    public static IReadOnlyList<AspirateResource> Read(string path)
    {
        using var manifest = JsonDocument.Parse(File.ReadAllText(path));
        var resources = manifest.RootElement.GetProperty("resources");
        return
        [
            .. from resource in resources.EnumerateObject()
               where resource.Value.GetProperty("type").GetString() == "project.v0"
               select new AspirateResource(
                   resource.Name, EnvironmentOf(resource.Value, resources), [.. PortsOf(resource.Value)]),
        ];
    }

    private static Dictionary<string, string> EnvironmentOf(JsonElement project, JsonElement resources) =>
        project.GetProperty("env").EnumerateObject().ToDictionary(
            variable => variable.Name,
            variable => Reference().Replace(variable.Value.GetString()!, match => Resolve(match, resources)),
            StringComparer.Ordinal);

    private static string Resolve(Match reference, JsonElement resources)
    {
        var name = reference.Groups["name"].Value;
        var port = PortsOf(resources.GetProperty(name)).Single(port => port.Name == reference.Groups["binding"].Value).InternalPort;
        return reference.Groups["value"].Value switch
        {
            "url" => string.Create(CultureInfo.InvariantCulture, $"http://{name}:{port}"),
            "targetPort" => port.ToString(CultureInfo.InvariantCulture),
            _ => throw new InvalidOperationException($"{reference.Value} is not known here."),
        };
    }

    private static IEnumerable<AspiratePort> PortsOf(JsonElement project) =>
        from binding in project.GetProperty("bindings").EnumerateObject()
        select new AspiratePort(binding.Name, PortOf(binding.Value, "targetPort", DefaultPort), PortOf(binding.Value, "port", 0));

    private static int PortOf(JsonElement binding, string property, int otherwise) =>
        binding.TryGetProperty(property, out var port) ? port.GetInt32() : otherwise;

    [GeneratedRegex(@"\{(?<name>[a-z0-9-]+)\.bindings\.(?<binding>[a-z]+)\.(?<value>[A-Za-z]+)\}")]
    private static partial Regex Reference();
}
