using McpAspire.Tests.Deploy.Checks.Rules;

namespace McpAspire.Tests.Deploy.Checks;

/// <summary>All rules for the charts.</summary>
internal static class RuleBook
{
    public static IReadOnlyList<Rule> Rules { get; } =
    [
        .. ObjectRules.All, .. PodSecurityRules.All, .. SafeguardRules.All, .. IdentityRules.All, .. PortRules.All, .. LifecycleRules.All,
            .. ScalingRules.All, .. NetworkRules.All, .. MonitoringRules.All, .. SettingRules.All,
    ];

    /// <summary>The violations, each with the id and the text of its rule.</summary>
    public static IEnumerable<string> Violations(Rendering rendering) =>
        from rule in Rules
        from violation in rule.Check(rendering)
        select $"{rule.Id} {rule.Sentence} [{rendering}] {violation}";
}
