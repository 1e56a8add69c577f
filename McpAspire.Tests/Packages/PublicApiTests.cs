namespace McpAspire.Tests.Packages;

/// <summary>What compiles against a stand-in compiles against the real package: its public members are among those of the package's list.</summary>
public sealed class PublicApiTests
{
    public static TheoryData<string> StandIns => [.. StandInAssembly.All.Select(assembly => assembly.Name)];

    [Fact]
    public void Covers_every_stand_in_and_every_list()
    {
        Assert.Equal(
            PolyfilledPackage.ReadAll().Select(package => package.StandIn).Distinct().Order(StringComparer.Ordinal),
            StandInAssembly.All.Select(assembly => assembly.Name).Order(StringComparer.Ordinal));
        Assert.Equal(
            Directory.EnumerateFiles(Repository.PathOf("polyfills", "api"), "*.txt").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal),
            StandInAssembly.All.SelectMany(assembly => assembly.Lists).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(StandIns))]
    public void Has_no_public_member_that_the_real_package_lacks(string name)
    {
        Assert.SkipUnless(Repository.UsesPolyfills, "The real packages are used here.");
        var assembly = StandInAssembly.Of(name);
        AssertAllIn(assembly.ReadLists(), assembly.PublicMembers());
    }

    [Theory]
    [MemberData(nameof(StandIns))]
    public void Has_lists_that_the_real_packages_keep(string name)
    {
        Assert.SkipWhen(Repository.UsesPolyfills, "The real packages are not there to compare with.");
        var assembly = StandInAssembly.Of(name);
        AssertAllIn(assembly.RealPublicMembers(), assembly.ReadLists());
    }

    // Of a type's own line, the kind is to be the same and the bases are to be among those of the other; every other line is to be there as it is.
    private static void AssertAllIn(IEnumerable<string> all, IEnumerable<string> lines)
    {
        var known = all.ToHashSet(StringComparer.Ordinal);
        var types = known.Where(TypeLine.IsOne).Select(TypeLine.Parse).ToLookup(type => type.Name);
        var unknown = string.Join(Environment.NewLine, lines.Where(line => !known.Contains(line)
            && !(TypeLine.IsOne(line) && TypeLine.Parse(line) is var type && types[type.Name].Any(type.CanStandFor))));

        // Assert.Empty would cut the lines short.
        Assert.True(unknown.Length == 0, unknown);
    }
}
