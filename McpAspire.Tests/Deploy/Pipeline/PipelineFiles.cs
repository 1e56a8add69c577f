
namespace McpAspire.Tests.Deploy.Pipeline;

/// <summary>The pipeline's files by their path in the repository.</summary>
internal static class PipelineFiles
{
    public const string Root = ".gitlab-ci.yml";

    public static IReadOnlyDictionary<string, string> Read() => Directory.EnumerateFiles(Repository.PathOf("deploy", "ci"), "*.yml")
        .Select(static path => $"deploy/ci/{Path.GetFileName(path)}")
        .Append(Root)
        .ToDictionary(static path => path, static path => File.ReadAllText(Repository.PathOf(path)));

    /// <summary>A copy with one text replaced everywhere in one file.</summary>
    public static IReadOnlyDictionary<string, string> Broken(string path, string text, string replacement)
    {
        var files = new Dictionary<string, string>(Read());
        Assert.Contains(text, files[path], StringComparison.Ordinal);
        files[path] = files[path].Replace(text, replacement, StringComparison.Ordinal);
        return files;
    }
}
