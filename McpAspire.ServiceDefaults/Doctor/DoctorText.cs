using System.Text;
using System.Text.Json;

namespace McpAspire.ServiceDefaults.Doctor;

/// <summary>The report for people: a line for each check, and the remedy below a failed one.</summary>
internal static class DoctorText
{
    private const int StateWidth = 9;
    private const int NameWidth = 14;

    public static string Format(DoctorReport report)
    {
        var text = new StringBuilder().Append(report.Program).Append(" doctor, ").Append(report.Environment).Append('\n');
        foreach (var check in report.Checks)
        {
            var lines = Lines(check).ToList();
            text.Append(Label(check.State).PadRight(StateWidth)).Append(check.Name.PadRight(NameWidth)).Append(lines[0]).Append('\n');
            foreach (var line in lines.Skip(1))
            {
                text.Append(' ', StateWidth + NameWidth).Append(line).Append('\n');
            }
        }

        var failed = report.Checks.Count(static check => check.State == CheckState.Fail);
        return text.Append(failed == 0 ? "No check failed." : $"{failed} of {report.Checks.Count} checks failed.").ToString();
    }

    private static IEnumerable<string> Lines(DoctorCheck check)
    {
        var claims = check.Claims?.Select(static claim => $"{claim.Key}: {Text(claim.Value)}") ?? [];
        var lines = check.Found.Concat(claims);
        return (check.Fix is null ? lines : lines.Append($"fix: {check.Fix}")).Select(Printable);
    }

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.Array
        ? string.Join(", ", value.EnumerateArray().Select(static item => item.ToString()))
        : value.ToString();

    // Claims are untrusted text, and a terminal obeys control characters.
    private static string Printable(string line) =>
        string.Concat(line.Select(static character => char.IsControl(character) ? '?' : character));

    private static string Label(CheckState state) => state switch
    {
        CheckState.Pass => "pass",
        CheckState.Warning => "warning",
        CheckState.Fail => "FAIL",
        CheckState.Skipped => "skipped",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };
}
