using McpAspire.Client.Compatibility.Rules;

namespace McpAspire.Client.Compatibility;

/// <summary>The differences between two contracts.</summary>
/// <param name="Before">The source of the first contract: a file or an address.</param>
/// <param name="After">The source of the second contract.</param>
/// <param name="Kind">The kind of the first contract.</param>
/// <param name="Tools">All tools of both, or the operations of a backend, sorted.</param>
/// <param name="Findings">The differences, the worst first.</param>
internal sealed record ContractDifference(
    string Before, string After, ContractKind Kind, IReadOnlyList<string> Tools, IReadOnlyList<Finding> Findings)
{
    /// <summary>The worst grade; <see langword="null"/> if there are no differences.</summary>
    public Grade? Worst => Findings.Count == 0 ? null : Findings.Max(static finding => finding.Rule.Grade);

    public int Count(Grade grade) => Findings.Count(finding => finding.Rule.Grade == grade);
}
