using System.Text.RegularExpressions;

namespace McpAspire.Tests.Deploy.Guides;

[Trait("Category", "Unit")]
public sealed partial class LinkTests
{
    [Fact]
    public void Lead_to_files_and_headings_that_exist() =>
        Assert.Empty(
            MarkdownDocument.All.SelectMany(
                static document => document.Links.Where(link => !Resolves(document, link)).Select(link => $"{document}: {link}")));

    [Theory]
    [InlineData("Step 9: Upgrade, scale, tune", "step-9-upgrade-scale-tune")]
    [InlineData("`doctor` and tokens", "doctor-and-tokens")]
    public void Anchors_are_those_of_GitHub_and_GitLab(string heading, string anchor) => Assert.Equal(anchor, Anchor(heading));

    private static bool Resolves(MarkdownDocument document, string link)
    {
        if (link.Contains("://", StringComparison.Ordinal) || link.StartsWith("mailto:", StringComparison.Ordinal))
        {
            return true;
        }

        var parts = link.Split('#');
        var folder = Path.GetDirectoryName(Repository.PathOf(document.Path.Split('/')))!;
        var target = parts[0].Length == 0 ? Repository.PathOf(document.Path.Split('/')) : Path.GetFullPath(Path.Combine(folder, parts[0]));
        var relative = Path.GetRelativePath(Repository.Root, target).Replace('\\', '/');
        return Path.Exists(target)
            && (parts.Length == 1
            || MarkdownDocument.All.Any(other => other.Path == relative && other.Headings.Any(heading => Anchor(heading) == parts[1])));
    }

#pragma warning disable CA1308 // Anchors are in lower case.
    private static string Anchor(string heading) => Punctuation().Replace(heading.ToLowerInvariant(), string.Empty).Replace(' ', '-');
#pragma warning restore CA1308

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex Punctuation();
}
