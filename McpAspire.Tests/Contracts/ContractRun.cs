namespace McpAspire.Tests.Contracts;

/// <summary>Runs <c>contract</c> in this process.</summary>
internal static class ContractRun
{
    private static readonly Uri Nowhere = new("http://127.0.0.1:1");

    /// <summary>Runs it without the variable CI.</summary>
    public static Task<ProgramRun> RunAsync(params string[] arguments) => RunAsync(isCi: false, arguments);

    public static Task<ProgramRun> RunAsync(bool isCi, params string[] arguments) =>
        CommandRun.RunAsync(Nowhere, TextReader.Null, [("CI", isCi ? "true" : string.Empty)], ["contract", .. arguments]);
}
