using System.Text.Json;
using System.Text.Json.Nodes;

namespace McpAspire.Tests.Aspire;

[Trait("Category", "Aspire")]
public sealed class ManifestTests
{
    private const string Rewrite = "dotnet run --project McpAspire.AppHost -- --publisher manifest --output-path ../deploy/aspirate/aspire-manifest.json";
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private static readonly string Committed = Path.GetFullPath(Path.Combine(Projects.McpAspire_AppHost.ProjectPath, "..", "deploy", "aspirate"));

    [Fact]
    public async Task The_committed_manifest_and_its_modules_are_what_the_AppHost_writes()
    {
        var directory = Directory.CreateTempSubdirectory("mcpaspire-manifest-");
        try
        {
            await using (var appHost = AppHostProcess.Start([], "--publisher", "manifest", "--output-path", Path.Combine(directory.FullName, "aspire-manifest.json")))
            {
                Assert.True(await appHost.WaitForExitAsync(TestContext.Current.CancellationToken) == 0, appHost.Output);
            }

            Assert.True(Read(directory.FullName) == Read(Committed), $"deploy/aspirate/aspire-manifest.json is stale. Rewrite it: {Rewrite}");
            foreach (var module in directory.EnumerateFiles("*.bicep"))
            {
                Assert.True(await SameTextAsync(module.FullName, Path.Combine(Committed, module.Name)), $"deploy/aspirate/{module.Name} is stale. Rewrite it: {Rewrite}");
            }
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    /// <summary>The manifest's text with the projects' paths, which are relative to the manifest, as they are from deploy/aspirate.</summary>
    private static string Read(string directory)
    {
        var manifest = JsonNode.Parse(File.ReadAllText(Path.Combine(directory, "aspire-manifest.json")))!;
        foreach (var (_, resource) in manifest["resources"]!.AsObject())
        {
            if (resource!["type"]!.GetValue<string>() == "project.v0")
            {
                var path = Path.GetFullPath(resource["path"]!.GetValue<string>(), directory);
                resource["path"] = Path.GetRelativePath(Committed, path).Replace('\\', '/');
            }
        }

        return manifest.ToJsonString(Indented);
    }

    private static async Task<bool> SameTextAsync(string written, string committed) =>
        await ReadModuleAsync(written) == await ReadModuleAsync(committed);

    private static async Task<string> ReadModuleAsync(string path) => (await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken)).ReplaceLineEndings("\n").Trim();
}
