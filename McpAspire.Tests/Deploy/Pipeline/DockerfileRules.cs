using System.Text.Json;

namespace McpAspire.Tests.Deploy.Pipeline;

/// <summary>The rules for the images.</summary>
internal static class DockerfileRules
{
    private const string Registry = "mcr.microsoft.com/dotnet";

    private static readonly string[] Bases = [$"{Registry}/sdk:10.0.401-noble", $"{Registry}/aspnet:10.0.15-noble-chiseled"];

    private static readonly string[] NativeBases = [
        $"{Registry}/sdk:10.0.401-noble-aot", $"{Registry}/runtime-deps:10.0.15-noble-chiseled"];

    private static readonly string[] Labels = [
        "title", "description", "source", "revision", "version", "licenses", "base.name", "base.digest"];

    public static IEnumerable<Finding> Check(ImageProject project, string text)
    {
        var file = new Dockerfile(text);
        string[] entry = project.IsNative ? [$"./{project.Name}"] : ["dotnet", $"{project.Name}.dll"];
        var environment = Dockerfile.Pairs(file.Final, "ENV");
        var labels = Dockerfile.Pairs(file.Final, "LABEL").Keys;
        var publish = file.Instructions.LastOrDefault(
            static instruction =>
            instruction is { Keyword: "RUN" } && instruction.Arguments.Contains("dotnet publish ", StringComparison.Ordinal))?.Arguments
            ?? string.Empty;
        var packages = Dockerfile.Pairs(file.Instructions.Where(static instruction => instruction.Stage == 0), "ENV")
            .GetValueOrDefault("NUGET_PACKAGES", string.Empty);
        (string Rule, bool Holds, string Otherwise)[] rules =
        [
            ("base", file.Bases.SequenceEqual(project.IsNative ? NativeBases : Bases), $"starts from {string.Join(", ", file.Bases)}"),
            ("base", !text.Contains(":latest", StringComparison.Ordinal), "names an image as latest"),
            ("user", file.Last("USER") == "1000:1000", $"runs as {file.Last("USER") ?? "root"}"),
            ("port", file.Last("EXPOSE") == $"{project.Port}", $"exposes {file.Last("EXPOSE")}; the program listens on {project.Port}"),
            ("compiled",
                publish.Contains(project.IsNative ? " --arch \"$TARGETARCH\" " : " -p:PublishReadyToRun=true ", StringComparison.Ordinal)
                && !(project.IsNative && publish.Contains("self-contained", StringComparison.Ordinal)), "is not compiled ahead"),
            ("project", publish.Contains($"dotnet publish {project.Name}/{project.Name}.csproj ", StringComparison.Ordinal),
                $"does not publish {project.Name}"),
            ("cache", packages.StartsWith('/') && !packages.StartsWith("/root", StringComparison.Ordinal)
                && !packages.StartsWith("/home", StringComparison.Ordinal), $"keeps packages in '{packages}'"),
            ("cache", publish.Contains($"type=cache,id=nuget,target={packages},", StringComparison.Ordinal),
                "does not keep the packages between builds"),
            ("entry", Words(file.Last("ENTRYPOINT"))?.SequenceEqual(entry) == true, $"starts {file.Last("ENTRYPOINT")}"),
            ("no-shell", !file.Final.Any(static instruction => instruction.Keyword is "RUN" or "SHELL" or "CMD"),
                "needs a shell in the last stage"),
            ("stop", file.Last("STOPSIGNAL") == "SIGTERM", $"is stopped by {file.Last("STOPSIGNAL") ?? "the engine's default"}"),
            ("read-only", environment.GetValueOrDefault("DOTNET_EnableDiagnostics") == "0", "writes diagnostics sockets to /tmp"),
            ("read-only",
                environment.Where(static pair => pair.Key.EndsWith("_DIRECTORY", StringComparison.Ordinal))
                .All(static pair => pair.Value.StartsWith("/tmp/", StringComparison.Ordinal)), "keeps data outside /tmp"),
            ("files", !file.Final.Any(
                static instruction =>
                instruction is { Keyword: "COPY" } && instruction.Arguments.Contains("--chown", StringComparison.Ordinal)),
                "gives its files to the user that it runs as"),
        ];
        var context = new DockerContext(File.ReadAllLines(Repository.PathOf(".dockerignore")));
        return
        [
            .. rules.Where(static rule => !rule.Holds).Select(rule => new Finding(rule.Rule, project.Name, rule.Otherwise)),
            .. Labels.Select(static label => $"org.opencontainers.image.{label}").Except(labels)
                .Select(label => new Finding("label", project.Name, $"has no label {label}")),
            .. file.Copied.Where(static path => !Path.Exists(Repository.PathOf(path)))
                .Select(path => new Finding("copied", project.Name, $"{path} does not exist")),
            .. file.Copied.Where(path => !context.Contains(path))
                .Select(path => new Finding("copied", project.Name, $".dockerignore leaves {path} out")),
            .. project.Folders.Select(static folder => $"{folder}/").Except(file.Copied)
                .Select(path => new Finding("copied", project.Name, $"needs {path}")),
        ];
    }

    /// <summary>The words of the exec form; <see langword="null"/> for the shell form.</summary>
    private static string[]? Words(string? command) =>
        command is not null && command.StartsWith('[') ? JsonSerializer.Deserialize<string[]>(command) : null;
}
