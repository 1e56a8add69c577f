using System.CommandLine;
using McpAspire.Client.Compatibility.Reports;

namespace McpAspire.Client.Commands.Gate;

/// <summary>The shared options of the <c>contract</c> commands.</summary>
internal sealed class ContractOptions
{
    public ContractOptions() => Format.AcceptOnlyFromAmong("table", "json", "junit", "markdown");

    public Option<string> Contract { get; } = new("--contract") { HelpName = "FILE", Description = "The contract file.", Required = true };

    public Option<string> OpenApi { get; } = new("--openapi")
    {
        HelpName = "URL|FILE",
        Description = "Compare a contract of kind backend, or a configuration of APIs (APIS_FILE), with this OpenAPI document.",
    };

    public Option<string> Api { get; } = new("--api")
    {
        HelpName = "NAME",
        Description = "The API in the configuration that the --openapi document belongs to. Default: the only API.",
    };

    public Option<bool> Strict { get; } = new("--strict") { Description = "Exit with 2 if the worst difference is risky." };

    public Option<string> Format { get; } = new("--format")
    {
        HelpName = "table|json|junit|markdown",
        Description = "Format of the differences. Default: table.",
    };

    public Option<string> Output { get; } = new("--output")
    {
        HelpName = "FILE",
        Description = "Write the differences to this file in the given format, and a table to standard output.",
    };

    public void AddReportTo(Command command)
    {
        command.Add(Strict);
        command.Add(Format);
        command.Add(Output);
    }

    public ReportFormat FormatOf(ParseResult result, SharedOptions shared) =>
        Enum.Parse<ReportFormat>(result.GetValue(Format) ?? (result.GetValue(shared.Json) ? "json" : "table"), ignoreCase: true);
}
