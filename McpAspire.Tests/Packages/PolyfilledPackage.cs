using System.Xml.Linq;

namespace McpAspire.Tests.Packages;

/// <summary>One line of eng/Polyfills.props.</summary>
internal sealed record PolyfilledPackage(string Name, string Version, string StandIn)
{
    public static IReadOnlyList<PolyfilledPackage> ReadAll() =>
    [
        .. XDocument.Load(Repository.PathOf("eng", "Polyfills.props")).Descendants("PolyfilledPackage")
            .Select(element => new PolyfilledPackage(
                (string)element.Attribute("Include")!, (string)element.Attribute("Version")!, (string)element.Attribute("StandIn")!)),
    ];
}
