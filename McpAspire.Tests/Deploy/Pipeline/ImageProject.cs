using System.Xml.Linq;

namespace McpAspire.Tests.Deploy.Pipeline;

/// <summary>A service with an image, as described by its project file.</summary>
/// <param name="Name">The project.</param>
/// <param name="Image">The image's name.</param>
/// <param name="Port">The port that the program listens on in its image.</param>
internal sealed record ImageProject(string Name, string Image, int Port)
{
    public XDocument File { get; } = XDocument.Load(Repository.PathOf(Name, $"{Name}.csproj"));

    public static XDocument Shared { get; } = XDocument.Load(Repository.PathOf("Directory.Build.props"));

    /// <summary>Whether its image has a native program.</summary>
    public bool IsNative => File.Descendants("PublishAot").Any();

    /// <summary>The project and those that it references, by folder.</summary>
    public IEnumerable<string> Folders => [Name, .. ReferencedBy(File)];

    /// <summary>The image's environment with <c>-t:PublishContainer</c>.</summary>
    public IReadOnlyDictionary<string,
        string> ContainerEnvironment =>
        Shared.Descendants("ContainerEnvironmentVariable").Concat(File.Descendants("ContainerEnvironmentVariable"))
        .ToDictionary(static variable => (string)variable.Attribute("Include")!, static variable => (string)variable.Attribute("Value")!);

    public string DockerfileText => System.IO.File.ReadAllText(Repository.PathOf(Name, "Dockerfile"));

    private static IEnumerable<string> ReferencedBy(XDocument project)
    {
        foreach (var reference in project.Descendants("ProjectReference")
            .Select(static reference => (string)reference.Attribute("Include")!))
        {
            var folder = reference.Split('/')[1];
            yield return folder;
            foreach (var other in ReferencedBy(XDocument.Load(Repository.PathOf(folder, $"{folder}.csproj"))))
            {
                yield return other;
            }
        }
    }
}
