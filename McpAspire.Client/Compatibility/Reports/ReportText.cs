using McpAspire.Client.Compatibility.Rules;
using McpAspire.Client.Terminal;

namespace McpAspire.Client.Compatibility.Reports;

/// <summary>What all reports say in the same words. Names and texts of a server are cut, and harmless for a terminal.</summary>
internal static class ReportText
{
    private const int LongestName = 200;

    private const int LongestValue = 300;

    public static string Name(string name) => SafeText.Line(name, LongestName);

    /// <summary>The address or file that was compared.</summary>
    public static string Source(string source) => SafeText.Line(source);

    public static string Consequence(Finding finding) => finding.Sentence(Name);

    public static string Grade(Grade grade) => grade switch
    {
        Rules.Grade.Breaking => "breaking",
        Rules.Grade.Risky => "risky",
        Rules.Grade.Additive => "additive",
        _ => throw new ArgumentOutOfRangeException(nameof(grade)),
    };

    public static string Verdict(ContractDifference difference) => difference.Worst is { } worst ? Grade(worst) : "same";

    public static string Counts(ContractDifference difference) =>
        $"{difference.Count(Rules.Grade.Breaking)} breaking, {difference.Count(Rules.Grade.Risky)} risky, "
            + $"{difference.Count(Rules.Grade.Additive)} additive; {Subjects(difference)}";

    /// <summary>What was there and what is there now, if that says more than the rule; <see langword="null"/> otherwise.</summary>
    public static string? Change(Finding finding) => (finding.Before, finding.After) switch
    {
        (null, null) => null,
        ({ } before, null) => $"was: {Value(before)}",
        (null, { } after) => $"now: {Value(after)}",
        ({ } before, { } after) => $"{Value(before)} → {Value(after)}",
    };

    public static string Value(string value) => SafeText.Line(value, LongestValue);

    public static string Kind(ContractKind kind) => kind switch
    {
        ContractKind.Server => "server",
        ContractKind.Client => "client",
        ContractKind.Backend => ContractParser.BackendKind,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>What the contract is about: a tool of a server, or an operation of a backend.</summary>
    public static string Subject(ContractKind kind) => kind == ContractKind.Backend ? "operation" : "tool";

    private static string Subjects(ContractDifference difference) =>
        $"{difference.Tools.Count} {Subject(difference.Kind)}{(difference.Tools.Count == 1 ? string.Empty : "s")}";
}
