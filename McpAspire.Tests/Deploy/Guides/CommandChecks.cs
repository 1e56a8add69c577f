using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using McpAspire.Client.Hosting;
using McpAspire.Server.Hosting;
using McpAspire.Server.Http;
using McpAspire.ServiceDefaults.Doctor;
using McpAspire.ServiceDefaults.Telemetry;

namespace McpAspire.Tests.Deploy.Guides;

/// <summary>Checks that the names in commands exist. Each check returns the missing ones.</summary>
internal static partial class CommandChecks
{
    private const string Namespace = "mcp-system";

    /// <summary>The default port of Kestrel.</summary>
    private const string KestrelPort = "5000";

    /// <summary>Variables that every shell sets.</summary>
    private static readonly string[] ShellVariables = ["HOME", "PWD"];

    private static readonly string[] Services =
        [.. Json("deploy", "aspirate", "aspire-manifest.json")["resources"]!.AsObject()
            .Where(static resource => (string)resource.Value!["type"]! == "project.v0").Select(static resource => resource.Key)];

    /// <summary>All strings in the sources that could be the name of an environment variable.</summary>
    private static readonly HashSet<string> Names =
    [
        .. Directory.EnumerateDirectories(Repository.Root, "McpAspire.*")
            .SelectMany(static project => Directory.EnumerateFiles(project, "*.cs", SearchOption.AllDirectories))
            .Where(static file => !file.EndsWith("GuideCommandTests.cs", StringComparison.Ordinal))
            .SelectMany(static file => Name().Matches(File.ReadAllText(file)).Select(static match => match.Groups[1].Value)),
    ];

    private static readonly string[] Paths =
    [
        McpRoutes.Mcp, McpRoutes.Messages, McpRoutes.UnderscoreMessages, McpRoutes.Tools, "/health", "/health/live", "/health/ready",
            "/mcp/health/live", "/mcp/health/ready",
        "/.well-known/oauth-protected-resource", "/control/faults", "/control/failures", MetricsPort.Path,
        .. Json("McpAspire.MockBackend", "openapi.json")["paths"]!.AsObject().Select(static path => path.Key),
    ];

    /// <summary>Files and folders of the repository, projects and their launch profiles.</summary>
    public static IEnumerable<string> MissingFiles(string text)
    {
        foreach (var path in RepositoryPath().Matches(text).Select(static match => match.Groups["path"].Value))
        {
            // Output of a run or of npm, and workloads, are not files of the repository.
            if (!path.Contains("/.data", StringComparison.Ordinal) && !path.Contains("node_modules", StringComparison.Ordinal)
                && !Services.Contains(path.Replace("deploy/", string.Empty, StringComparison.Ordinal)) && !Exists(path))
            {
                yield return path;
            }
        }

        foreach (var project in Project().Matches(text).Select(static match => match.Groups[1].Value))
        {
            if (!File.Exists(Repository.PathOf([.. project.Split('/'), $"{project.Split('/')[^1]}.csproj"])))
            {
                yield return project;
            }
        }

        foreach (var profile in Profile().Matches(text).Select(static match => match.Groups[1].Value))
        {
            if (!Json("McpAspire.AppHost", "Properties", "launchSettings.json")["profiles"]!.AsObject().ContainsKey(profile))
            {
                yield return profile;
            }
        }
    }

    /// <summary>Variables that neither the programs nor later commands use, and those that are used but never set.</summary>
    public static IEnumerable<string> UnknownVariables(string command, IReadOnlyList<string> document)
    {
        var set = Assignment().Matches(command).Select(static match => match.Groups[1].Value);
        var used = Use().Matches(command).Select(static match => match.Groups[1].Value);
        return set.Where(
            name => !Names.Contains(name) && !document.Any(other => Use().Matches(other).Any(match => match.Groups[1].Value == name)))
            .Concat(used.Except(ShellVariables)
                .Where(name => !document.Any(other => Assignment().Matches(other).Any(match => match.Groups[1].Value == name)))
                .Select(static name => $"${name}"));
    }

    /// <summary>Unused local ports and unknown paths.</summary>
    public static IEnumerable<string> UnknownAddresses(string command, IReadOnlyList<string> document)
    {
        foreach (var match in Address().Matches(command).AsEnumerable())
        {
            var (port, path) = (match.Groups["port"].Value, match.Groups["path"].Value);
            if (!KnownPorts().Contains(port)
                && !document.Any(other => PortSetting().Matches(other).Any(setting => setting.Groups[1].Value == port)))
            {
                yield return port;
            }

            if (path.Trim('/').Length > 0 && !Paths.Contains(path.TrimEnd('/')))
            {
                yield return path;
            }
        }

        foreach (var port in Forwarding().Matches(command).Select(static match => match.Groups[1].Value))
        {
            if (!KnownPorts().Contains(port))
            {
                yield return port;
            }
        }
    }

    /// <summary>Unknown names of releases, workloads, namespaces and service accounts.</summary>
    public static IEnumerable<string> UnknownResources(string command) =>
        ResourceName().Matches(command).Concat(Release().Matches(command)).SelectMany(static match => match.Groups["name"].Value.Split(' '))
            .Where(static name => !Services.Contains(name))
            .Concat(NamespaceName().Matches(command).Select(static match => match.Groups[1].Value).Where(static name => name != Namespace));

    /// <summary>Unknown values of the command's chart.</summary>
    public static IEnumerable<string> UnknownValues(string command)
    {
        var chart = Chart().Match(command).Groups[1].Value;
        return chart.Length == 0
            ? []
            : !ChartValues.All.TryGetValue(chart, out var keys) ? [chart]
            : SetValue().Matches(command).Select(static match => match.Groups[1].Value).Where(key => !keys.Contains(key));
    }

    /// <summary>Unknown arguments of our own commands.</summary>
    public static IEnumerable<string> UnknownArguments(string command)
    {
        if (Doctor().Match(command) is { Success: true } doctor
            && DoctorArguments.Parse(doctor.Groups["arguments"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries)) is null)
        {
            yield return doctor.Value;
        }

        if (Script().Match(command) is { Success: true } script)
        {
            var source = File.ReadAllText(Repository.PathOf(script.Groups["script"].Value.Split('/')));
            foreach (var option in Option().Matches(command).Select(static match => match.Value)
                .Where(option => !source.Contains($"    {option})", StringComparison.Ordinal)))
            {
                yield return option;
            }
        }

        if (Filter().Match(command) is { Success: true } filter && !IsFilter(filter.Groups[1].Value))
        {
            yield return filter.Value;
        }
    }

    private static bool IsFilter(string filter) => filter.Split('=') is [var name, var value]
        ? TestSources().Any(file => File.ReadAllText(file).Contains($"[Trait(\"{name}\", \"{value}\")]", StringComparison.Ordinal))
        : TestSources()
            .Any(file =>
            Path.GetFileNameWithoutExtension(file) == filter.Replace("FullyQualifiedName~", string.Empty, StringComparison.Ordinal));

    private static IEnumerable<string> TestSources() =>
        Directory.EnumerateFiles(Repository.PathOf("McpAspire.Tests"), "*.cs", SearchOption.AllDirectories);

    private static HashSet<string> KnownPorts() =>
    [
        $"{AddressOptions.DefaultPort}", $"{HealthPortOptions.DefaultPort}", KestrelPort,
        .. FixedPort().Matches(File.ReadAllText(Repository.PathOf("McpAspire.AppHost", "AppHost.cs")))
            .Select(static match => match.Groups[1].Value),
        .. FixedPort().Matches(File.ReadAllText(Repository.PathOf("deploy", "charts", "mcp-server", "values.yaml")))
            .Select(static match => match.Groups[1].Value),
        .. Address().Matches(File.ReadAllText(Repository.PathOf(".env.example"))).Select(static match => match.Groups["port"].Value),
    ];

    private static bool Exists(string path)
    {
        if (!path.Contains('*', StringComparison.Ordinal))
        {
            return Path.Exists(Repository.PathOf(path.Split('/')));
        }

        var parts = path.Split('/');
        var folder = Repository.PathOf(parts[..^1]);
        return Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder, parts[^1]).Any();
    }

    private static JsonNode Json(params string[] path) => JsonNode.Parse(File.ReadAllText(Repository.PathOf(path)))!;

    [GeneratedRegex("\"([A-Z][A-Z0-9_]+)\"")]
    private static partial Regex Name();

    [GeneratedRegex(@"(?<![\w./-])(?:\.\./)?(?<path>(?:\.ci|\.vscode|bench|deploy|docs|eng|McpAspire\.[A-Z]\w+)(?:/[\w.*-]*[\w*])+)")]
    private static partial Regex RepositoryPath();

    [GeneratedRegex(@"--project (\S+)")]
    private static partial Regex Project();

    [GeneratedRegex(@"--launch-profile (\S+)")]
    private static partial Regex Profile();

    [GeneratedRegex(@"(?<![\w?&-])([A-Z][A-Z0-9_]+)=")]
    private static partial Regex Assignment();

    [GeneratedRegex(@"(?<!\\)\$([A-Z][A-Z0-9_]*)")]
    private static partial Regex Use();

    [GeneratedRegex(@"http://(?:localhost|127\.0\.0\.1):(?<port>\d+)(?<path>[\w./-]*)")]
    private static partial Regex Address();

    [GeneratedRegex(@"(?:PORTS?=|_URLS=http://localhost:)(\d+)")]
    private static partial Regex PortSetting();

    [GeneratedRegex(@"svc/\S+ \d+:(\d+)")]
    private static partial Regex Forwarding();

    [GeneratedRegex(@"\bport: (\d+)")]
    private static partial Regex FixedPort();

    [GeneratedRegex(
        @"\b(?:deploy|deployment|hpa|pod|service|serviceaccount|svc)[/ ](?<name>[a-z][a-z0-9-]*)(?![\w/.])"
        + @"|app\.kubernetes\.io/name=(?<name>[a-z0-9-]+)|system:serviceaccount:mcp-system:(?<name>[a-z0-9-]+)")]
    private static partial Regex ResourceName();

    [GeneratedRegex(
        @"^helm (?:history|install|rollback|test|uninstall|upgrade)(?: --install)? "
        + @"(?<name>[a-z][a-z0-9-]*(?: [a-z][a-z0-9-]*)*)(?= (?:deploy/|-))")]
    private static partial Regex Release();

    [GeneratedRegex(@"^(?:helm|kubectl) .*(?: -n| --namespace| create namespace| delete namespace| label namespace) ([a-z0-9-]+)")]
    private static partial Regex NamespaceName();

    [GeneratedRegex(@"deploy/charts/([\w-]+)")]
    private static partial Regex Chart();

    [GeneratedRegex(@"--set '?([A-Za-z][\w.]*)")]
    private static partial Regex SetValue();

    [GeneratedRegex(@"(?:McpAspire\.(?:Server|Client)\.dll|--project McpAspire\.(?:Server|Client) --) doctor(?<arguments>[^|>]*)")]
    private static partial Regex Doctor();

    [GeneratedRegex(@"^(?<script>deploy/azure/\w+\.sh)\b")]
    private static partial Regex Script();

    [GeneratedRegex("--[a-z-]+")]
    private static partial Regex Option();

    [GeneratedRegex("--filter \"?([^\" ]+)")]
    private static partial Regex Filter();
}
