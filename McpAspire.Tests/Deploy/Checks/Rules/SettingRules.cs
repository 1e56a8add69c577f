using System.Text.RegularExpressions;

namespace McpAspire.Tests.Deploy.Checks.Rules;

/// <summary>The programs use every variable of the environment, and none is a secret.</summary>
internal static partial class SettingRules
{
    /// <summary>Variables of the runtime or its libraries, with the reason why a chart may set them.</summary>
    private static readonly Dictionary<string, string> RuntimeVariables = new(StringComparer.Ordinal)
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Production or Development",
        ["DOTNET_ENVIRONMENT"] = "the same for programs without a web host",
        ["ASPNETCORE_HTTP_PORTS"] = "the port of a program that has no setting for it",
        ["ASPNETCORE_FORWARDEDHEADERS_ENABLED"] = "behind a gateway the request's scheme and host are in headers",
        ["DOTNET_EnableDiagnostics"] = "the root file system is read-only: no diagnostic pipe",
        ["DOTNET_GCConserveMemory"] = "the autoscaler reads memory: give it back",
        ["DOTNET_GCDynamicAdaptationMode"] = "the same",
        ["DOTNET_gcServer"] = "the same",
        ["DOTNET_GCHeapHardLimit"] = "the heap's limit",
        ["DOTNET_GCHeapHardLimitPercent"] = "the heap's limit as a share of the container's",
        ["TMPDIR"] = "the one place that can be written to",
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "where telemetry goes",
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "how",
        ["OTEL_SERVICE_NAME"] = "under which name",
        ["OTEL_RESOURCE_ATTRIBUTES"] = "with which attributes",
        ["OTEL_METRIC_EXPORT_INTERVAL"] = "how often",
        ["OTEL_TRACES_SAMPLER"] = "how much",
        ["OTEL_TRACES_SAMPLER_ARG"] = "how much",
        ["OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY"] = "Aspire's choice: telemetry is sent again",
    };

    private static readonly string[] DevelopmentOnly = ["AZURE_AUTHORITY_CA_FILE", "MOCK_AUTHORITY_CA_FILE", "LOCAL_ENTRA_PORT"];

    public static IReadOnlyList<Rule> All { get; } =
    [
        new("CF001", "Every environment variable is one that the program reads, or one of the runtime's on a short list.",
            static rendering =>
            from variable in rendering.Environment().Keys
            where !rendering.Program.Settings.Contains(variable) && !RuntimeVariables.ContainsKey(variable)
            select $"nothing reads {variable}"),
        new("CF002", "No config map, variable, annotation or argument looks like a secret.", static rendering =>
            (from pair in rendering.Of("ConfigMap").SelectMany(static map => map.Table("data"))
                .Select(static pair => (pair.Key, Value: $"{pair.Value}"))
                .Concat(rendering.Containers.SelectMany(static container => container.Container.Each("env"))
                    .Select(static variable => (Key: variable.Text("name") ?? "?", Value: variable.Text("value") ?? string.Empty)))
             where SecretName.IsMatch(pair.Key) || SecretValue.IsMatch(pair.Value)
             select $"{pair.Key} looks like a secret")
            .Concat(
                from container in rendering.Containers
                from argument in container.Container.Texts("args").Concat(container.Container.Texts("command"))
                where SecretValue.IsMatch(argument)
                select $"an argument of {container.Name} looks like a secret")
            .Concat(rendering.Of("Secret").Select(static secret => $"{ObjectRules.Describe(secret)} holds a secret"))),
        new("CF003", "The container takes its variables from the chart's config maps that are not mounted, all of them and no others.",
            static rendering =>
            rendering.Of("ConfigMap").Select(Rendering.NameOf)
                .Except(rendering.PodSpec.Each("volumes").Select(static volume => volume.Text("configMap", "name")).OfType<string>())
                .ToHashSet()
                .SetEquals(
                    rendering.Container.Each("envFrom").Select(static source => source.Text("configMapRef", "name")).OfType<string>()) ? []
            : ["the chart's config maps are not those that the container takes variables from"]),
        new("CF004", "The program runs in Production, except with the values for development.", static rendering =>
            rendering.Profile == "dev" || rendering.Environment().GetValueOrDefault("ASPNETCORE_ENVIRONMENT") is null or "Production" ? []
                : ["the program does not run in Production"]),
        new("CF005", "Settings that only Development allows are not set.", static rendering =>
            from variable in DevelopmentOnly where rendering.Environment().ContainsKey(variable) select $"{variable} is set"),
        new("CF006", "In production the server requires tokens for an audience, and logs no details.", static rendering =>
            rendering is not { Chart: "mcp-server", Profile: "production" } || (rendering.Environment() is var environment
                && environment.GetValueOrDefault("AUTHORIZATION_MODE") == "EntraId"
                    && !string.IsNullOrEmpty(environment.GetValueOrDefault("AUTHORIZATION_AUDIENCE"))
                && environment.GetValueOrDefault("AUTHORIZATION_ALLOW_NONE") is null or "false"
                    && environment.GetValueOrDefault("DEBUG") is null or "false") ? []
                    : ["production has no authorization, or logs details"]),
        new("CF007", "The server accepts the host name that the client uses.", static rendering =>
            rendering.Environment().GetValueOrDefault("MCP_SERVER_URL") is not { } address
                || rendering.Others.FirstOrDefault(static other => other.Chart == "mcp-server") is not { } server
                || (server.Environment().GetValueOrDefault("ALLOWED_HOSTS") ?? string.Empty).Split([' ', ','])
                    .Any(name => name == "*" || name == new Uri(address).Host) ? []
            : [$"ALLOWED_HOSTS of the server does not have the host of {address}"]),
        new("CF008", "The server has the address of its backend, the client that of its server.", static rendering =>
            from required in (string[])(rendering.Chart switch
            {
                "mcp-server" => ["BACKEND_API_URL"],
                "mcp-client" => ["MCP_SERVER_URL"],
                _ => [],
            })
            where string.IsNullOrEmpty(rendering.Environment().GetValueOrDefault(required))
            select $"{required} is not set"),
        new("CF009", "The backend keeps its data in a mounted volume.", static rendering =>
            rendering.Chart != "backend" || (rendering.Environment().GetValueOrDefault("MOCK_DATA_DIRECTORY") is { } directory
                && rendering.Container.Each("volumeMounts")
                    .Any(mount => $"{directory}/".StartsWith($"{mount.Text("mountPath")}/", StringComparison.Ordinal))) ? []
                    : ["the data directory is not in a volume"]),
        new("CF010", "No variable is empty: an absent variable has its default in the program.", static rendering =>
            from variable in rendering.Environment() where variable.Value?.Length == 0 select $"{variable.Key} is empty"),
        new("CF011", "A variable is set once: in the config map or at the container.", static rendering =>
            rendering.Container.Each("env").Select(static variable => variable.Text("name") ?? "?")
                .Concat(rendering.Of("ConfigMap").SelectMany(static map => map.Table("data")).Select(static pair => pair.Key))
                .CountBy(static name => name).Where(static count => count.Value > 1)
                    .Select(static count => $"{count.Key} is set {count.Value} times")),
    ];

    [GeneratedRegex(
        "secret|password|passwd|pwd|api_?key|access_?key|private_?key|connection_?string|_token$|credential", RegexOptions.IgnoreCase)]
    private static partial Regex SecretName { get; }

    // A private key, a JSON web token, a connection string, a URL with a password, an Azure client secret.
    [GeneratedRegex(
        @"-----BEGIN|eyJ[A-Za-z0-9_-]{10,}\.|AccountKey=|Password=|://[^/\s:@]+:[^/\s@]+@|[A-Za-z0-9_~.-]{3}[78]Q~[A-Za-z0-9_~.-]{31,34}")]
    private static partial Regex SecretValue { get; }
}
