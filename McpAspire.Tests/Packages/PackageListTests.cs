using System.Xml.Linq;

namespace McpAspire.Tests.Packages;

/// <summary>eng/Polyfills.props is the one list: everything else that names these packages or their versions agrees with it.</summary>
public sealed class PackageListTests
{
    // They come with the SDK that McpAspire.AppHost.csproj imports; a central version for them is error NU1009.
    private static readonly string[] FromTheSdk = ["Aspire.AppHost.Sdk", "Aspire.Hosting.AppHost"];

    private static readonly IReadOnlyList<PolyfilledPackage> Packages = PolyfilledPackage.ReadAll();

    [Fact]
    public void Names_each_package_once()
    {
        Assert.NotEmpty(Packages);
        Assert.Equal(Packages.Count, Packages.DistinctBy(package => package.Name).Count());
    }

    [Fact]
    public void Has_the_versions_of_the_central_list()
    {
        var central = CentralVersions.Read();
        foreach (var package in Packages.Where(package => !FromTheSdk.Contains(package.Name)))
        {
            Assert.Equal((package.Name, package.Version), (package.Name, central.GetValueOrDefault(package.Name)));
        }

        Assert.DoesNotContain(FromTheSdk, central.ContainsKey);
    }

    [Fact]
    public void Has_the_version_of_the_SDK_that_the_AppHost_imports()
    {
        var project = XDocument.Load(Repository.PathOf("McpAspire.AppHost", "McpAspire.AppHost.csproj"));
        var imports = project.Descendants("Import").Where(import => (string?)import.Attribute("Sdk") == "Aspire.AppHost.Sdk").ToList();
        Assert.Equal(2, imports.Count);
        foreach (var import in imports)
        {
            var version = (string?)import.Attribute("Version");
            Assert.All(Packages.Where(package => FromTheSdk.Contains(package.Name)), package => Assert.Equal(package.Version, version));
        }
    }

    [Fact]
    public void Is_what_the_probe_asks_the_feed_for()
    {
        var probe = XDocument.Load(Repository.PathOf("eng", "PackageProbe.proj"));
        Assert.Contains(probe.Descendants("PackageDownload"), asked => ((string?)asked.Attribute("Include"), (string?)asked.Attribute("Version")) == ("@(PolyfilledPackage)", "[%(Version)]"));
    }

    [Fact]
    public void Has_a_project_under_polyfills_for_each_stand_in_and_no_other()
    {
        var expected = Packages.Select(package => $"polyfills/{package.StandIn}/{package.StandIn}.csproj").Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(expected, Repository.Projects.Where(IsPolyfill));
    }

    [Fact]
    public void Has_its_stand_ins_in_the_solution_of_the_polyfills()
    {
        var inSolution = File.ReadAllLines(Repository.PathOf("polyfills", "Polyfills.sln"))
            .Where(line => line.StartsWith("Project(", StringComparison.Ordinal))
            .Select(line => $"polyfills/{line.Split('"')[5].Replace('\\', '/')}");
        Assert.Equal(Repository.Projects.Where(IsPolyfill), inSolution.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Names_only_packages_that_a_project_uses()
    {
        var used = Repository.Projects.Where(path => !IsPolyfill(path)).SelectMany(References).Select(reference => (string?)reference.Attribute("Include")).ToHashSet();
        Assert.All(Packages.Where(package => !FromTheSdk.Contains(package.Name)), package => Assert.Contains(package.Name, used));
    }

    [Fact]
    public void Leaves_every_version_to_the_central_list()
    {
        var central = CentralVersions.Read();
        foreach (var reference in Repository.Projects.SelectMany(References))
        {
            Assert.Contains((string)reference.Attribute("Include")!, central.Keys);
            Assert.Null(reference.Attribute("Version"));
            Assert.Null(reference.Attribute("VersionOverride"));
        }
    }

    private static bool IsPolyfill(string project) => project.StartsWith("polyfills/", StringComparison.Ordinal);

    private static IEnumerable<XElement> References(string project) =>
        XDocument.Load(Repository.PathOf(project)).Descendants("PackageReference").Where(reference => reference.Attribute("Include") is not null);
}
