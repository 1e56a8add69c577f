using System.Text.Json;
using System.Text.Json.Nodes;

namespace McpAspire.Tests.Aspire;

[Trait("Category", "Aspire")]
public sealed class ManifestTests
{
    private const string Rewrite =
        "dotnet run --project McpAspire.AppHost -- --publisher manifest --output-path ../deploy/aspirate/aspire-manifest.json";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private static readonly string Committed = Repository.PathOf("deploy", "aspirate");

    [Fact]
    public async Task The_AppHost_writes_the_committed_manifest()
    {
        var directory = Directory.CreateTempSubdirectory("mcpaspire-manifest-");
        try
        {
            var manifest = Path.Combine(directory.FullName, "aspire-manifest.json");
            await using (var appHost = AppHostProcess.Start("--publisher", "manifest", "--output-path", manifest))
            {
                Assert.True(await appHost.WaitForExitAsync(Cancellation) == 0, appHost.Output);
            }

            Assert.True(Read(directory.FullName) == Read(Committed), $"deploy/aspirate/aspire-manifest.json is stale: {Rewrite}");
            foreach (var module in directory.EnumerateFiles("*.bicep"))
            {
                Assert.Equal(ReadModule(Path.Combine(Committed, module.Name)), ReadModule(module.FullName));
            }
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    /// <summary>The manifest with the projects' paths relative to deploy/aspirate.</summary>
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

    private static string ReadModule(string path) => File.ReadAllText(path).ReplaceLineEndings("\n").Trim();
}
