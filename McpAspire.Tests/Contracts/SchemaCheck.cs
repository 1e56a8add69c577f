using System.Diagnostics;
using System.Text;
using System.Text.Json;
using McpAspire.Tests.Packages;

namespace McpAspire.Tests.Contracts;

/// <summary>Validates schemas against the published meta-schema, and JSON against them, by a validator of others.</summary>
internal static class SchemaCheck
{
    /// <param name="checks">Each with a name for what is wrong, a schema, and the JSON; without JSON only the schema is validated.</param>
    public static async Task PassesAsync(IEnumerable<(string Name, JsonElement Schema, JsonElement? Json)> checks)
    {
        SchemaValidator.SkipUnlessInstalled();
        var cancellationToken = TestContext.Current.CancellationToken;
        var start = new ProcessStartInfo("node", [Repository.PathOf("eng", "contract-schema", "check.mjs")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        };
        var rows = checks.Select(static check => $$"""{"name":{{JsonSerializer.Serialize(check.Name)}},"schema":{{check.Schema.GetRawText()}}{{(check.Json is { } json ? $",\"instance\":{json.GetRawText()}" : string.Empty)}}}""").ToList();
        Assert.NotEmpty(rows);
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken));
        await process.StandardInput.WriteAsync($"[{string.Join(',', rows)}]");
        process.StandardInput.Close();
        await process.WaitForExitAsync(cancellationToken);
        Assert.True(process.ExitCode == 0, await output + await errors);
    }
}
