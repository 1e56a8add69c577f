namespace McpAspire.Tests.Deploy.Pipeline;

/// <summary>The build context of a .dockerignore that lists exceptions to <c>*</c>.</summary>
internal sealed class DockerContext
{
    private readonly IReadOnlyList<string> _admitted;

    public DockerContext(string[] lines)
    {
        Assert.Equal("*", lines.First(static line => !line.StartsWith('#')));
        _admitted = [.. lines.Where(static line => line.StartsWith('!')).Select(static line => line[1..])];
    }

    public bool Contains(string path) =>
        _admitted.Any(admitted => path.TrimEnd('/') == admitted || path.StartsWith($"{admitted}/", StringComparison.Ordinal));
}
