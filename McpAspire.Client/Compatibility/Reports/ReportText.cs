using McpAspire.Client.Compatibility.Rules;
using McpAspire.Client.Terminal;

namespace McpAspire.Client.Compatibility.Reports;

/// <summary>Text that all reports share. Names and texts of a server are truncated and safe for a terminal.</summary>
internal static class ReportText
{
    private const int MaxNameLength = 200;

    private const int MaxValueLength = 300;

    public static string Name(string name) => SafeText.Line(name, MaxNameLength);

    /// <summary>The compared address or file.</summary>
    public static string Source(string source) => SafeText.Line(source);

    public static string Consequence(Finding finding) => finding.Sentence(Name);

    public static string Grade(Grade grade) => grade.ToString().ToLowerInvariant();

    public static string Verdict(ContractDifference difference) => difference.Worst is { } worst ? Grade(worst) : "same";

    public static string Counts(ContractDifference difference) =>
        $"{difference.Count(Rules.Grade.Breaking)} breaking, {difference.Count(Rules.Grade.Risky)} risky, "
            + $"{difference.Count(Rules.Grade.Additive)} additive; {Subjects(difference)}";

    /// <summary>The old and the new value, if they add to the rule; otherwise <see langword="null"/>.</summary>
    public static string? Change(Finding finding) => (finding.Before, finding.After) switch
    {
        (null, null) => null,
        ({ } before, null) => $"was: {Value(before)}",
        (null, { } after) => $"now: {Value(after)}",
        ({ } before, { } after) => $"{Value(before)} → {Value(after)}",
    };

    public static string Value(string value) => SafeText.Line(value, MaxValueLength);

    public static string Kind(ContractKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>The subject of a finding: a tool of a server, or an operation of a backend.</summary>
    public static string Subject(ContractKind kind) => kind == ContractKind.Backend ? "operation" : "tool";

    private static string Subjects(ContractDifference difference) =>
        $"{difference.Tools.Count} {Subject(difference.Kind)}{(difference.Tools.Count == 1 ? string.Empty : "s")}";
}
