using System.Text.RegularExpressions;
using McpAspire.Client.Compatibility.Rules;

namespace McpAspire.Tests.Contracts;

[Trait("Category", "Contract")]
public sealed partial class RuleBookTests
{
    [Fact]
    public void Every_rule_is_in_the_documentation_and_nothing_else()
    {
        var rules = RuleBook.All.Select(static rule => $"| `{rule.Id}` | {rule.Grade.ToString().ToLowerInvariant()} | {rule.Summary} |");
        var rows = File.ReadLines(Repository.PathOf("docs", "CONTRACT_REFERENCE.md")).Where(static line => Row().IsMatch(line));

        Assert.Equal(rules.Order(StringComparer.Ordinal), rows.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_rule_has_a_unique_id_and_two_sentences()
    {
        Assert.Equal(RuleBook.All.Count, RuleBook.All.Select(static rule => rule.Id).Distinct().Count());
        Assert.All(RuleBook.All, static rule => Assert.True(rule.Summary.EndsWith('.') && rule.Consequence.EndsWith('.'), rule.Id));
        Assert.All(RuleBook.All, static rule => Assert.Matches("^[a-z.-]+$", rule.Id));
    }

    [GeneratedRegex(@"^\| `[a-z.-]+` \| (additive|risky|breaking) \|")]
    private static partial Regex Row();
}
