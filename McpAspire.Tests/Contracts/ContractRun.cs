using McpAspire.Client.Commands;
using McpAspire.Client.Commands.Output;
using Microsoft.Extensions.Configuration;

namespace McpAspire.Tests.Contracts;

/// <summary>One run of <c>contract</c> in this process.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it wrote to standard output.</param>
/// <param name="Error">What it wrote to standard error.</param>
internal sealed record ContractRun(int ExitCode, string Output, string Error)
{
    /// <summary>Runs it as a developer does, also where the tests run in CI.</summary>
    public static Task<ContractRun> RunAsync(params string[] arguments) => RunAsync(isCi: false, arguments);

    public static async Task<ContractRun> RunAsync(bool isCi, params string[] arguments)
    {
        var (output, error) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        var line = new CommandLine(
            new CommandConsole(output, isTerminal: false, error, TextReader.Null),
            builder => builder.Configuration.AddInMemoryCollection([new("CI", isCi ? "true" : string.Empty)]));
        var exitCode = await line.RunAsync(["contract", .. arguments], TestContext.Current.CancellationToken);
        return new(exitCode, output.ToString(), error.ToString());
    }
}
