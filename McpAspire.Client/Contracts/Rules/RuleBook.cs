namespace McpAspire.Client.Contracts.Rules;

/// <summary>All rules. <c>docs/CONTRACT.md</c> has the same in a table.</summary>
internal static class RuleBook
{
    public static IReadOnlyList<Rule> All { get; } = [.. ToolRules.All, .. InputRules.All, .. OutputRules.All, .. BackendRules.All];
}
