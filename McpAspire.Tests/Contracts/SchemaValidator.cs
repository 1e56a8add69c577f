using System.Diagnostics;
using System.Text;
using System.Text.Json;
using McpAspire.Tests.Packages;

namespace McpAspire.Tests.Contracts;

/// <summary>Validates values against schemas by a validator of others, an npm package: what schemas really allow.</summary>
internal static class SchemaValidator
{
    public static void SkipUnlessInstalled() => Assert.SkipUnless(
        Directory.Exists(Repository.PathOf("eng", "contract-schema", "node_modules", "ajv")),
        "The validator is not installed: npm ci --prefix eng/contract-schema has not been run.");

    /// <returns>For each schema, which of its instances are valid.</returns>
    public static async Task<IReadOnlyList<IReadOnlyList<bool>>> ValidateAsync(IEnumerable<(string Schema, IReadOnlyList<string> Instances)> rows)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var start = new ProcessStartInfo("node", [Repository.PathOf("eng", "contract-schema", "validate.mjs")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        };
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken));
        await process.StandardInput.WriteAsync($"[{string.Join(',', rows.Select(static row => $$"""{"schema":{{row.Schema}},"instances":[{{string.Join(',', row.Instances)}}]}"""))}]");
        process.StandardInput.Close();
        await process.WaitForExitAsync(cancellationToken);
        Assert.True(process.ExitCode == 0, await errors);
        return [.. JsonElement.Parse(await output).EnumerateArray().Select(static row => row.EnumerateArray().Select(static answer => answer.GetInt32() == 1).ToList())];
    }
}
