using McpAspire.Client.Compatibility.Rules;

namespace McpAspire.Client.Compatibility;

/// <summary>What has changed between two contracts.</summary>
/// <param name="Before">Where the first comes from: a file or an address.</param>
/// <param name="After">Where the second comes from.</param>
/// <param name="Kind">Whose contract the first is.</param>
/// <param name="Tools">All tools of both, or the operations of a backend, sorted.</param>
/// <param name="Findings">The differences, the gravest first.</param>
internal sealed record ContractDifference(
    string Before, string After, ContractKind Kind, IReadOnlyList<string> Tools, IReadOnlyList<Finding> Findings)
{
    /// <summary>The gravest grade; <see langword="null"/> if nothing has changed.</summary>
    public Grade? Worst => Findings.Count == 0 ? null : Findings.Max(static finding => finding.Rule.Grade);

    public int Count(Grade grade) => Findings.Count(finding => finding.Rule.Grade == grade);
}
