using System.Net;

namespace McpAspire.Tests.Deploy.Checks;

/// <summary>The programs start with the environments of the charts.</summary>
[Trait("Category", "Deploy")]
public sealed class StartTests
{
    private static readonly SocketsHttpHandler Connections = new();

    /// <summary>The charts and profiles; a production pod without access to Entra starts, too, and is not ready.</summary>
    public static TheoryData<ChartProfile> All { get; } = [.. ChartProfile.All];

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_pod_starts_and_is_alive(ChartProfile profile)
    {
        using var directory = new BackendDataDirectory();
        var environment = await EnvironmentAsync(Rendering.ReadGolden(profile), directory.Path);
        await using var container = StartContainer(Program.Of(profile.Chart).Assembly, environment);

        var address = await container.ListeningAsync(Cancellation);
        using var http = new HttpClient(Connections, disposeHandler: false);
        using var alive = await http.GetAsync(new Uri(address, "/health/live"), Cancellation);

        Assert.Equal(HttpStatusCode.OK, alive.StatusCode);
    }

    [Fact]
    public async Task Without_the_label_for_the_webhook_the_server_names_the_missing_variable()
    {
        using var directory = new BackendDataDirectory();
        var rendering = Rendering.ReadGolden(new ChartProfile("mcp-server", "default"));
        rendering.PodLabels.Remove("azure.workload.identity/use");
        await using var container = StartContainer(rendering.Program.Assembly, await EnvironmentAsync(rendering, directory.Path));

        Assert.Equal(1, await container.ExitedAsync(Cancellation));

        Assert.Contains("AZURE_FEDERATED_TOKEN_FILE", container.Error, StringComparison.Ordinal);
    }

    /// <summary>Starts a program with the variables of the pod and no others.</summary>
    private static ProgramUnderTest StartContainer(string program, IReadOnlyDictionary<string, string?> environment)
    {
        var start = ProgramUnderTest.Command(program);
        start.Environment.Clear();
        return ProgramUnderTest.Start(start, environment.Select(static variable => (variable.Key, variable.Value ?? string.Empty)));
    }

    /// <summary>
    /// The variables of the chart, the image and the webhook, with a free port, a local directory instead of the pod's volumes, and an
    /// unreachable Entra.
    /// </summary>
    private static async Task<IReadOnlyDictionary<string, string?>> EnvironmentAsync(Rendering rendering, string directory)
    {
        // Without HOME, .NET's data protection has no directory for keys.
        var environment = new SortedDictionary<string, string?>(rendering.Environment(), StringComparer.Ordinal) { ["HOME"] = directory };
        environment.Remove("MOCK_DATA_DIRECTORY", out var data);
        if (data is not null)
        {
            environment["MOCK_DATA_DIRECTORY"] = directory;
        }

        if (environment.ContainsKey("APIS_FILE"))
        {
            var files = rendering.Of("ConfigMap").Single(static map => Rendering.NameOf(map).EndsWith("-apis", StringComparison.Ordinal));
            foreach (var (name, content) in files.Table("data"))
            {
                var text = $"{content}".Replace("/etc/mcpaspire/secrets", directory, StringComparison.Ordinal);
                await File.WriteAllTextAsync(Path.Combine(directory, $"{name}"), text, Cancellation);
            }

            await File.WriteAllTextAsync(Path.Combine(directory, "desk"), "the key of the API desk", Cancellation);

            environment["APIS_FILE"] = Path.Combine(directory, "apis.json");
        }

        environment[rendering.Program.PortVariable] = "0";
        if (environment.ContainsKey("DIAGNOSTICS_PORT"))
        {
            environment["DIAGNOSTICS_PORT"] = "0";
        }

        if (rendering.Program.PortVariable == "HEALTH_PORT")
        {
            // The client does not support port 0.
            environment.Remove("HEALTH_PORT");
            environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        }

        if (rendering.PodLabels.Text("azure.workload.identity/use") == "true")
        {
            var annotations = rendering.Of("ServiceAccount").Single().Table("metadata", "annotations");
            var token = Path.Combine(directory, "azure-identity-token");
            await File.WriteAllTextAsync(token, "a token of the cluster", Cancellation);
            environment["AZURE_CLIENT_ID"] = annotations.Text("azure.workload.identity/client-id");
            environment["AZURE_TENANT_ID"] = annotations.Text("azure.workload.identity/tenant-id");
            environment["AZURE_FEDERATED_TOKEN_FILE"] = token;
            environment["AZURE_AUTHORITY_HOST"] = "https://127.0.0.1:9/";
        }

        return environment;
    }
}
