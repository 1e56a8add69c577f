using System.Text.Json.Nodes;
using System.Xml.Linq;
using McpAspire.Client.Commands;
using McpAspire.Client.Commands.Gate;
using McpAspire.Client.Compatibility;
using McpAspire.Client.Compatibility.Reports;
using McpAspire.Client.Terminal;

namespace McpAspire.Tests.Contracts;

/// <summary>The reports in Contracts/approved, and with malicious names.</summary>
[Trait("Category", "Contract")]
public sealed class ReportTests
{
    private const string Hostile = "a|b`c` [red]x[/] \u001b[31mred\u001b[0m\u202e\r\n<script>&@all ]]> \ud800";

    private static readonly ContractDifference Sample = new(
        "McpAspire.Server/contract.json",
        "http://localhost:8000/mcp",
        ContractKind.Server,
        ["create_ticket", "find_users", "list_tickets", "list_users"],
        [
            new("tool.gone", "list_users", null, "List users", null, "maybe renamed to find_users"),
            new("input.property.required", "create_ticket", "team", null, "required", null),
            new("output.type.widened", "list_tickets", "items[].assignee_id", "string", "null or string", null),
            new("revision.dropped", null, null, "2025-03-26", null, null),
            new(
                "tool.text.changed",
                "create_ticket",
                null,
                "Creates a ticket.",
                "Creates a support ticket, and tells everybody about it by e-mail as soon as it has been stored.",
                null),
            new("tool.added", "find_users", null, null, "Find users", null),
        ]);

    private static readonly ContractDifference Same = Sample with { Findings = [] };

    private static readonly ContractDifference Hurtful = new(
        Hostile,
        Hostile,
        ContractKind.Server,
        [Hostile],
        [
            new("input.property.removed", Hostile, Hostile, Hostile, new string('x', 100_000), Hostile),
            new("tool.gone", new string('é', 100_000), null, null, null, null),
        ]);

    public static TheoryData<string> Names() => ["table.txt", "report.json", "junit.xml", "junit-strict.xml", "comment.md", "same.txt"];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_report_matches_the_approved_file(string name)
    {
        var written = Write(name, name == "same.txt" ? Same : Sample);
        await ApprovedFile.MatchesAsync(Repository.PathOf("McpAspire.Tests", "Contracts", "approved", name), written);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_malicious_name_is_harmless(string name)
    {
        var written = Write(name, Hurtful);

        Assert.DoesNotContain(written, static character => char.IsControl(character) && character != '\n');
        Assert.DoesNotContain('\u202e', written);
        Assert.InRange(written.Length, 1, 40_000);
    }

    [Fact]
    public void The_table_fits_80_columns() =>
        Assert.All(
            Write("table.txt", Sample).Split('\n').Concat(Write("table.txt", Hurtful).Split('\n')),
            static line => Assert.InRange(line.Length, 0, CommandConsole.PlainWidth));

    [Fact]
    public void A_terminal_gets_colors()
    {
        using var text = new StringWriter();
        var terminal = Spectre.Console.AnsiConsole.Create(
            new()
            {
                Out = new Spectre.Console.AnsiConsoleOutput(text),
                Ansi = Spectre.Console.AnsiSupport.Yes,
                ColorSystem = Spectre.Console.ColorSystemSupport.Standard,
            });
        TableReport.Write(Sample, terminal);

        Assert.Contains("\u001b[", text.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b[", Write("table.txt", Sample), StringComparison.Ordinal);
    }

    [Fact]
    public void The_JUnit_report_has_a_case_for_each_tool_and_one_for_the_server()
    {
        var (suite, strict) = (Suite(Write("junit.xml", Sample)), Suite(Write("junit-strict.xml", Sample)));

        Assert.Equal(["(server)", .. Sample.Tools], suite.Elements("testcase").Select(static one => (string)one.Attribute("name")!));
        Assert.Equal(
            ("5", "4", "4"),
            ((string)suite.Attribute("tests")!, (string)suite.Attribute("failures")!, (string)strict.Attribute("failures")!));
        Assert.Equal(
            "find_users", (string)suite.Elements("testcase").Single(static one => one.Element("failure") is null).Attribute("name")!);
        Assert.NotNull(Suite(Write("junit.xml", Hurtful)));
    }

    [Fact]
    public void Every_row_of_the_comment_has_as_many_cells_as_the_header()
    {
        var rows = Write("comment.md", Hurtful).Split('\n').Where(static line => line.StartsWith('|')).Select(
            static line => line.Replace("\\|", string.Empty, StringComparison.Ordinal).Count(static character => character == '|'));

        Assert.Equal([8, 8, 8, 8], rows);
    }

    [Fact]
    public void The_JSON_report_can_be_read() =>
        Assert.Equal(2, JsonNode.Parse(Write("report.json", Hurtful))!["findings"]!.AsArray().Count);

    [Fact]
    public void The_exit_code_is_that_of_the_worst_grade()
    {
        Assert.Equal((ExitCode.Failure, ExitCode.Failure), (ContractGate.ToExitCode(Sample, false), ContractGate.ToExitCode(Sample, true)));
        Assert.Equal((ExitCode.Success, ExitCode.Success), (ContractGate.ToExitCode(Same, false), ContractGate.ToExitCode(Same, true)));
        var risky = Sample with { Findings = [Sample.Findings[4]] };
        Assert.Equal((ExitCode.Success, ExitCode.Risky), (ContractGate.ToExitCode(risky, false), ContractGate.ToExitCode(risky, true)));
    }

    private static XElement Suite(string xml) => XDocument.Parse(xml).Root!.Element("testsuite")!;

    private static string Write(string name, ContractDifference difference)
    {
        if (name.EndsWith(".txt", StringComparison.Ordinal))
        {
            using var text = new StringWriter { NewLine = "\n" };
            TableReport.Write(difference, new CommandConsole(text, isTerminal: false, TextWriter.Null, TextReader.Null).Out);
            return text.ToString();
        }

        return name switch
        {
            "report.json" => JsonReport.Write(difference),
            "comment.md" => MarkdownReport.Write(difference),
            _ => JUnitReport.Write(difference, isStrict: name.Contains("strict", StringComparison.Ordinal)),
        };
    }
}
