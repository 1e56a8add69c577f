using System.Reflection;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>The configuration of an AppHost under test: random ports, no dashboard, and what its first launch profile sets. Arguments and environment come before all of it.</summary>
internal static class TestDefaults
{
    private static readonly string[] HostPrefixes = ["DOTNET_", "ASPNETCORE_"];

    public static void Apply(DistributedApplicationOptions options, HostApplicationBuilderSettings settings, Assembly appHost)
    {
        options.AssemblyName = settings.ApplicationName = appHost.GetName().Name;
        options.DisableDashboard = true;
        options.EnableResourceLogging = true;
        var defaults = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase) { ["DcpPublisher:RandomizePorts"] = "true" };
        foreach (var (name, value) in FirstLaunchProfile(options.ProjectDirectory))
        {
            defaults[name] = value;
            foreach (var prefix in HostPrefixes.Where(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
            {
                defaults[name[prefix.Length..]] = value;
            }
        }

        settings.Configuration ??= new ConfigurationManager();
        settings.Configuration.AddInMemoryCollection(defaults);
    }

    private static Dictionary<string, string?> FirstLaunchProfile(string? projectDirectory)
    {
        var file = Path.Combine(projectDirectory ?? string.Empty, "Properties", "launchSettings.json");
        if (!File.Exists(file))
        {
            return [];
        }

        using var document = JsonDocument.Parse(File.ReadAllText(file), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        var profile = document.RootElement.GetProperty("profiles").EnumerateObject().First().Value;
        return profile.TryGetProperty("environmentVariables", out var variables)
            ? variables.EnumerateObject().ToDictionary(variable => variable.Name, variable => variable.Value.GetString())
            : [];
    }
}
