using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace McpAspire.Tests.Packages;

/// <summary>The versions in Directory.Packages.props, with the properties put in (of a property set twice, the first).</summary>
internal static partial class CentralVersions
{
    public static IReadOnlyDictionary<string, string> Read()
    {
        var file = XDocument.Load(Repository.PathOf("Directory.Packages.props"));
        var properties = file.Descendants("PropertyGroup").Elements().DistinctBy(element => element.Name)
            .ToDictionary(element => element.Name.LocalName, element => element.Value);
        return file.Descendants("PackageVersion").ToDictionary(
            element => (string)element.Attribute("Include")!,
            element => Property().Replace((string)element.Attribute("Version")!, match => properties[match.Groups[1].Value]));
    }

    [GeneratedRegex(@"\$\((\w+)\)")]
    private static partial Regex Property();
}
