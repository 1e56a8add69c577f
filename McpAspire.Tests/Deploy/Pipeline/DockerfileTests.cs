using McpAspire.Client.Hosting;
using McpAspire.MockBackend.Store;
using McpAspire.Server.Hosting;

namespace McpAspire.Tests.Deploy.Pipeline;

/// <summary>The three Dockerfiles, and the project properties of <c>-t:PublishContainer</c>, which creates the same images.</summary>
[Trait("Category", "Unit")]
public sealed class DockerfileTests
{
    private static readonly ImageProject Server = new("McpAspire.Server", "mcp-server", AddressOptions.DefaultPort);

    // The backend has no port setting: the image sets that of the framework.
    private static readonly ImageProject[] Projects = [
        Server, new("McpAspire.Client", "mcp-client", HealthPortOptions.DefaultPort), new("McpAspire.MockBackend", "backend", 8080)];

    public static TheoryData<string> Names => [.. Projects.Select(static project => project.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Follows_every_rule(string name)
    {
        var project = Find(name);

        Assert.Empty(DockerfileRules.Check(project, project.DockerfileText));
    }

    [Theory]
    [InlineData("base", "runtime-deps:10.0.15-noble-chiseled", "runtime-deps:10.0-noble")]
    [InlineData("base", "sdk:10.0.401-noble-aot", "sdk:latest")]
    [InlineData("user", "USER 1000:1000", "USER root")]
    [InlineData("user", "USER 1000:1000\n", "")]
    [InlineData("port", "EXPOSE 3333", "EXPOSE 8080")]
    [InlineData("compiled", " --arch \"$TARGETARCH\"", "")]
    [InlineData("compiled", " --arch \"$TARGETARCH\"", " --arch \"$TARGETARCH\" --no-self-contained")]
    [InlineData("project", "dotnet publish McpAspire.Server/McpAspire.Server.csproj", "dotnet publish McpAspire.Web/McpAspire.Web.csproj")]
    [InlineData("cache", "NUGET_PACKAGES=/nuget", "NUGET_PACKAGES=/home/app/packages")]
    [InlineData("cache", "target=/nuget,", "target=/packages,")]
    [InlineData("entry", "ENTRYPOINT [\"./McpAspire.Server\"]", "ENTRYPOINT ./McpAspire.Server")]
    [InlineData("entry", "ENTRYPOINT [\"./McpAspire.Server\"]", "ENTRYPOINT [\"./McpAspire.Web\"]")]
    [InlineData("no-shell", "WORKDIR /app\n", "WORKDIR /app\nRUN chmod -R a-w /app\n")]
    [InlineData("stop", "STOPSIGNAL SIGTERM\n", "")]
    [InlineData("read-only", "DOTNET_EnableDiagnostics=0", "DOTNET_EnableDiagnostics=1")]
    [InlineData("read-only", "DOTNET_EnableDiagnostics=0", "DOTNET_EnableDiagnostics=0 MOCK_DATA_DIRECTORY=/app/data")]
    [InlineData("files", "COPY --from=build /app ./", "COPY --from=build --chown=1000:1000 /app ./")]
    [InlineData("label", "org.opencontainers.image.revision", "org.label-schema.vcs-ref")]
    [InlineData("copied", "COPY McpAspire.ServiceDefaults/ McpAspire.ServiceDefaults/\n", "")]
    [InlineData("copied", "COPY global.json ", "COPY global.json NuGet.config ")]
    [InlineData("copied", "COPY global.json ", "COPY global.json README.md ")]
    public void Finds_what_breaks_a_rule(string rule, string text, string broken)
    {
        var original = Server.DockerfileText;
        Assert.Contains(text, original, StringComparison.Ordinal);

        Assert.Contains(
            rule, DockerfileRules.Check(Server, original.Replace(text, broken, StringComparison.Ordinal))
            .Select(static finding => finding.Rule));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Matches_the_image_that_the_SDK_creates(string name)
    {
        var project = Find(name);
        var file = new Dockerfile(project.DockerfileText);

        Assert.Equal(
            file.Bases.Last(), project.File.Descendants("ContainerBaseImage").SingleOrDefault()?.Value ?? Property("ContainerBaseImage"));
        Assert.Equal(file.Last("USER"), Property("ContainerUser"));
        Assert.Equal(file.Last("EXPOSE"), (string?)Assert.Single(project.File.Descendants("ContainerPort")).Attribute("Include"));
        Assert.Equal(
            Dockerfile.Pairs(file.Final, "ENV").OrderBy(static pair => pair.Key, StringComparer.Ordinal),
            project.ContainerEnvironment.OrderBy(static pair => pair.Key, StringComparer.Ordinal));
        var labels = Dockerfile.Pairs(file.Final, "LABEL");
        Assert.Equal(
            (project.Image, project.Image),
            (labels["org.opencontainers.image.title"], project.File.Descendants("ContainerRepository").Single().Value));
        Assert.Equal(project.File.Descendants("Description").Single().Value, labels["org.opencontainers.image.description"]);
        Assert.Equal(Property("PackageLicenseExpression"), labels["org.opencontainers.image.licenses"]);
    }

    [Fact]
    public void The_backend_image_sets_port_and_data_directory()
    {
        var environment = Dockerfile.Pairs(new Dockerfile(Find("McpAspire.MockBackend").DockerfileText).Final, "ENV");

        Assert.Equal("8080", environment["ASPNETCORE_HTTP_PORTS"]);
        Assert.StartsWith("/tmp/", environment[StoreOptions.DataDirectorySetting], StringComparison.Ordinal);
    }

    [Fact]
    public void There_is_no_other_Dockerfile() => Assert.Equal(
        Projects.Select(static project => $"{project.Name}/Dockerfile").Order(StringComparer.Ordinal),
        Directory.EnumerateFiles(Repository.Root, "Dockerfile*", SearchOption.AllDirectories)
            .Select(static path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'))
            .Where(static path =>
                !path.StartsWith("artifacts/", StringComparison.Ordinal) && !path.Contains("node_modules/", StringComparison.Ordinal)
                && !path.EndsWith(".cs", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal));

    private static ImageProject Find(string name) => Projects.Single(project => project.Name == name);

    private static string Property(string name) => ImageProject.Shared.Descendants(name).Single().Value;
}
