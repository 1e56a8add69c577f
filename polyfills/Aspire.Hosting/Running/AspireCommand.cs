using System.Runtime.InteropServices;

namespace Aspire.Hosting.Running;

/// <summary>The 'aspire' command: on the path, or in its npm package, which links no command of its own.</summary>
internal static class AspireCommand
{
    private static readonly string Name = OperatingSystem.IsWindows() ? "aspire.exe" : "aspire";

    /// <summary>The npm package of this platform.</summary>
    public static string NpmPackage { get; } =
        $"@microsoft/aspire-cli-{(OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux")}-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}";

    public static string? Find(string? path, string? projectDirectory)
    {
        var folders = (path ?? string.Empty).Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return folders.Select(folder => Path.Combine(folder, Name))
            .Concat(folders.SelectMany(folder => new[] { InPackage(Path.Combine(folder, "..", "lib")), InPackage(folder) }))
            .Concat(Ancestors(projectDirectory).Select(InPackage))
            .Select(Path.GetFullPath)
            .FirstOrDefault(File.Exists);
    }

    private static string InPackage(string folder) => Path.Combine(folder, "node_modules", NpmPackage.Replace('/', Path.DirectorySeparatorChar), "bin", Name);

    private static IEnumerable<string> Ancestors(string? directory)
    {
        for (var current = directory; current is not null; current = Path.GetDirectoryName(current))
        {
            yield return current;
        }
    }
}
