namespace McpAspire.Tests.Deploy.Checks;

/// <summary>Every rule holds for every chart with every profile.</summary>
[Trait("Category", "Deploy")]
public sealed class RuleTests
{
    public static TheoryData<ChartProfile> All { get; } = [.. ChartProfile.All];

    [Theory]
    [MemberData(nameof(All))]
    public void The_chart_follows_every_rule(ChartProfile profile)
    {
        var violations = RuleBook.Violations(Rendering.ReadGolden(profile)).ToList();

        Assert.True(violations.Count == 0, string.Join('\n', violations));
    }

    [Fact]
    public void Every_rule_has_a_unique_id_and_a_sentence()
    {
        Assert.Equal(RuleBook.Rules.Count, RuleBook.Rules.DistinctBy(static rule => rule.Id).Count());
        Assert.All(RuleBook.Rules, static rule =>
        {
            Assert.Matches("^[A-Z]{2}[0-9]{3}$", rule.Id);
            Assert.EndsWith(".", rule.Sentence, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Every_family_of_rules_has_a_seeded_fault() =>
        Assert.Empty(RuleBook.Rules.Select(static rule => rule.Id[..2]).Except(SeededFaults.All.Select(static fault => fault.Rule[..2])));

    [Theory]
    [MemberData(nameof(SeededFaults.Names), MemberType = typeof(SeededFaults))]
    public void A_seeded_fault_is_caught(string name)
    {
        var fault = SeededFaults.All.Single(fault => fault.Name == name);
        var rendering = Rendering.ReadGolden(new ChartProfile(fault.Chart, fault.Profile));
        var rule = RuleBook.Rules.Single(rule => rule.Id == fault.Rule);
        Assert.Empty(rule.Check(rendering));

        fault.Seed(rendering);

        Assert.NotEmpty(rule.Check(rendering));
    }
}
