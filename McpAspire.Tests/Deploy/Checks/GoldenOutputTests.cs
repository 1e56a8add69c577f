namespace McpAspire.Tests.Deploy.Checks;

/// <summary>The charts render deploy/rendered, byte for byte.</summary>
[Trait("Category", "Deploy")]
public sealed class GoldenOutputTests
{
    public static TheoryData<ChartProfile> All { get; } = [.. ChartProfile.All];

    [Theory]
    [MemberData(nameof(All))]
    public async Task The_chart_renders_the_golden_output(ChartProfile profile)
    {
        ChartRenderer.RequireHelm();

        await ApprovedFile.MatchesAsync(profile.GoldenPath, await ChartRenderer.RenderAsync(profile));
    }

    [Theory]
    [InlineData("mcp-server", "azure.clientId")]
    [InlineData("mcp-server", "azure.tenantId")]
    [InlineData("mcp-client", "azure.clientId")]
    [InlineData("mcp-client", "azure.tenantId")]
    public async Task A_missing_id_is_named(string chart, string missing)
    {
        ChartRenderer.RequireHelm();
        string[] given = [
            .. ((string[])["azure.clientId", "azure.tenantId"]).Where(key => key != missing)
            .SelectMany(static key => (string[])["--set", $"{key}=any"]), "--set", "image.repository=r"];

        var (exitCode, output, error) = await ChartRenderer.RunAsync(new ChartProfile(chart, "default").ChartPath, chart, given);

        Assert.Equal(1, exitCode);
        Assert.Empty(output);
        Assert.Contains($"{missing} is required", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mcp-server", "azure.clientId=a,azure.tenantId=b,image.repository=r/s", "r/s:1.0.0")]
    [InlineData("mcp-client", "azure.clientId=a,azure.tenantId=b,image.repository=r/s,image.tag=1.2.3", "r/s:1.2.3")]
    [InlineData("backend", "image.repository=r/s,image.tag=1.2.3", "r/s:1.2.3")]
    public async Task Two_ids_and_an_image_are_enough(string chart, string given, string image)
    {
        ChartRenderer.RequireHelm();

        var (exitCode, output, error) = await ChartRenderer.RunAsync(new ChartProfile(chart, "default").ChartPath, chart, "--set", given);

        Assert.True(exitCode == 0, error);
        Assert.Contains(
            YamlDocuments.Parse(output).SelectMany(static one => one.Each("spec", "template", "spec", "containers")),
            container => container.Text("image") == image);
    }

    [Theory]
    [InlineData("mcp-server", "McpAspire.Server")]
    [InlineData("mcp-client", "McpAspire.Client")]
    [InlineData("backend", "McpAspire.MockBackend")]
    public async Task Without_an_image_the_installation_stops_with_the_commands_that_make_it(string chart, string project)
    {
        ChartRenderer.RequireHelm();

        var (exitCode, _, error) = await ChartRenderer.RunAsync(
            new ChartProfile(chart, "default").ChartPath,
            chart,
            "--set",
            chart == "backend" ? "image.tag=1.0.0" : "azure.clientId=a,azure.tenantId=b");

        Assert.Equal(1, exitCode);
        Assert.Contains("image.repository is required.", error, StringComparison.Ordinal);
        Assert.Contains($"docker build --file {project}/Dockerfile --tag REGISTRY/{chart}:1.0.0 .", error, StringComparison.Ordinal);
        var platform = chart == "mcp-server" ? " -r linux-x64" : string.Empty;
        Assert.Contains($"dotnet publish {project}{platform} -t:PublishContainer", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("autoscaling.enabled=true,keda.enabled=true,keda.prometheusAddress=http://p", "exclude each other")]
    [InlineData("diagnostics.port=3333", "diagnostics.port must not be 3333")]
    [InlineData("diagnostics.port=null,podMonitor.enabled=true", "podMonitor.enabled needs diagnostics.port")]
    [InlineData("podMonitor.apiVersion=v1", "apiVersion")]
    [InlineData("image.tag=latest", "tag")]
    [InlineData("image.repository=registry.example/mcp-server:1.0.0", "repository")]
    [InlineData("app.unknown=1", "unknown")]
    [InlineData("terminationGracePeriodSeconds=10", "terminationGracePeriodSeconds")]
    [InlineData("networkPolicy.httpsCidrs={20.0.0.0/8,169.254.0.0/16}", "httpsCidrs")]
    [InlineData("networkPolicy.httpsCidrs={128.0.0.0/1}", "httpsCidrs")]
    [InlineData("networkPolicy.httpsCidrs={10.0.0.0/33}", "httpsCidrs")]
    [InlineData("networkPolicy.dnsCidrs={256.0.0.1/32}", "dnsCidrs")]
    [InlineData("networkPolicy.backend.name=a b", "backend")]
    [InlineData("service.port=8000", "service.port and service.compatPort must differ")]
    [InlineData("resources.limits.cpu=100m", "resources.limits.cpu must be at least")]
    [InlineData("resources.limits.memory=128Mi", "resources.limits.memory must be at least")]
    [InlineData("azure.scopes={https://management.azure.com/.default}", "Azure's management plane")]
    [InlineData("azure.scopes={https://management.core.windows.net//.default}", "Azure's management plane")]
    [InlineData("azure.scopes={797f4846-ba00-4fd7-ba43-dac1f8f63013/.default}", "Azure's management plane")]
    [InlineData("authorization.mode=EntraId", "authorization.audience is required")]
    [InlineData("authorization.allowNone=false", "authorization.allowNone=true")]
    [InlineData("app.backendIdentity=Caller", "app.backendIdentity=Caller needs authorization.mode=EntraId")]
    [InlineData(
        "app.backendIdentity=Caller,authorization.mode=EntraId,authorization.audience=api://a",
        "app.backendIdentity=Caller needs an application id")]
    [InlineData("app.backendIdentity=Nobody", "backendIdentity")]
    [InlineData("resources.requests.cpu=-1", "cpu")]
    [InlineData("tolerations[0].key=a b", "tolerations")]
    [InlineData(
        "apis.d.document=openapi,apis.d.settings.BaseAddress=http://d,apis.d.settings.Tools.a.Name=a,apis.d.settings.Identity=Caller",
        "apis.d.settings.Identity=Caller needs authorization.mode=EntraId")]
    [InlineData("httpRoute.enabled=true,httpRoute.gateway=g,httpRoute.hostnames={h.example}", "authorization.mode=EntraId")]
    public async Task Invalid_values_are_rejected_with_a_reason(string given, string words)
    {
        ChartRenderer.RequireHelm();

        var (exitCode, output, error) = await ChartRenderer.RunAsync(
            new ChartProfile("mcp-server", "default").ChartPath,
            "mcp-server",
            "--set",
            $"azure.clientId=a,azure.tenantId=b,image.repository=r,{given}");

        Assert.Equal(1, exitCode);
        Assert.Empty(output);
        Assert.Contains(words, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mcp-server", "azure.clientId=a,azure.tenantId=b,image.repository=r")]
    [InlineData("mcp-client", "azure.clientId=a,azure.tenantId=b,image.repository=r")]
    [InlineData("backend", "image.repository=r")]
    public async Task A_changed_setting_restarts_the_pods(string chart, string given)
    {
        ChartRenderer.RequireHelm();
        var path = new ChartProfile(chart, "default").ChartPath;

        var (_, before, _) = await ChartRenderer.RunAsync(path, chart, "--set", given);
        var (_, after, _) = await ChartRenderer.RunAsync(path, chart, "--set", given, "--set", "app.logLevel=WARN");

        Assert.NotEqual(ChecksumOf(before), ChecksumOf(after));
    }

    private static string ChecksumOf(string text) =>
        YamlDocuments.Parse(text).Select(static one => one.Text("spec", "template", "metadata", "annotations", "checksum/config"))
            .OfType<string>().Single();
}
