using System.Diagnostics;

namespace McpAspire.Tests.Deploy.Checks;

/// <summary>Runs <c>helm template</c>, with Helm from the variable <c>HELM</c> or the PATH.</summary>
internal static class ChartRenderer
{
    private const string KubeVersion = "1.34.0";

    private static readonly string? Helm = ExternalTool.Find("helm", "HELM");

    public static void RequireHelm() =>
        ExternalTool.Require(Helm is not null, "Helm is not installed, so the charts are not rendered. eng/ci/tools.sh installs it.");

    /// <summary>The output of the chart with the values of its profile.</summary>
    public static async Task<string> RenderAsync(ChartProfile profile)
    {
        var values = profile.ValuesPaths.SelectMany(static path => (string[])["--values", path]);
        var (exitCode, output, error) = await RunAsync(profile.ChartPath, profile.Chart, [.. values]);
        Assert.True(exitCode == 0, error);
        return output;
    }

    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(
        string chartPath, string release, params string[] arguments)
    {
        var cancellationToken = Cancellation;
        string[] command = [
            "template", release, chartPath, "--namespace", Rendering.Namespace, "--kube-version", KubeVersion, .. arguments];
        using var process = Process.Start(
            new ProcessStartInfo(Helm!, command) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, error) = (
            process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken));
        await process.WaitForExitAsync(cancellationToken);
        return (process.ExitCode, await output, await error);
    }
}
