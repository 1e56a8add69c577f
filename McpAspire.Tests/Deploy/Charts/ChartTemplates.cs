using System.Text.Json;
using System.Text.RegularExpressions;
using HandlebarsDotNet;

namespace McpAspire.Tests.Deploy.Charts;

/// <summary>Renders the charts from the manifest and the templates, as generate.sh does with Aspirate.</summary>
internal static partial class ChartTemplates
{
    // The order in which generate.sh reads the files.
    private static readonly string[] Templates = ["deployment.hbs", "kustomization.hbs", "service.hbs"];

    /// <summary>The text of each file by its path below deploy/charts, with forward slashes.</summary>
    public static SortedDictionary<string, string> Render(string directory)
    {
        using var settings = JsonDocument.Parse(File.ReadAllText(Path.Combine(directory, "aspirate.json")));
        var templates = settings.RootElement.GetProperty("TemplatePath").GetString()!;
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var resource in AspirateManifest.Read(Path.Combine(directory, "aspire-manifest.json")))
        {
            foreach (var template in Templates)
            {
                var text = Handlebars.Compile(File.ReadAllText(Path.Combine(directory, templates, template)))(resource);
                foreach (var file in FileMark().Split(text.ReplaceLineEndings("\n")).Skip(1).Chunk(2))
                {
                    files.Add($"{resource.Name}/{file[0]}", file[1]);
                }
            }
        }

        // The source of the server's alerts is beside the dashboard.
        files.Add("mcp-server/rules.yaml",
            File.ReadAllText(Path.Combine(directory, "..", "observability", "rules.yaml")).ReplaceLineEndings("\n"));
        return files;
    }

    [GeneratedRegex(@"^\#@file\ (\S+)\n", RegexOptions.Multiline | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex FileMark();
}
