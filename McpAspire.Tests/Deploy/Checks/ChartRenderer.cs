using System.ComponentModel;
using System.Diagnostics;
using Microsoft.Extensions.Configuration;

namespace McpAspire.Tests.Deploy.Checks;

/// <summary>Runs <c>helm template</c>; where there is no Helm, eng/helm-template if the variable <c>HELM_TEMPLATE</c> names its program.</summary>
internal static class ChartRenderer
{
    private const string KubeVersion = "1.34.0";

    private static readonly string? Executable = Find();

    public static void SkipUnlessFound() => Assert.SkipWhen(string.IsNullOrEmpty(Executable),
        "Neither is helm on the PATH nor does HELM_TEMPLATE name the program of eng/helm-template, whose README says how to build it. The charts are not rendered.");

    /// <summary>What the chart renders with the values of its profile.</summary>
    public static async Task<string> RenderAsync(ChartProfile profile, params string[] arguments)
    {
        var (exitCode, output, error) = await RunAsync(profile.ChartPath, profile.Chart, [.. profile.ValuesPaths.SelectMany(static path => (string[])["--values", path]), .. arguments]);
        Assert.True(exitCode == 0, error);
        return output;
    }

    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(string chartPath, string release, params string[] arguments)
    {
        var start = new ProcessStartInfo(Executable!, ["template", release, chartPath, "--namespace", Rendering.Namespace, "--kube-version", KubeVersion, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await error);
    }

    private static string? Find()
    {
        try
        {
            using var helm = Process.Start(new ProcessStartInfo("helm", "version") { RedirectStandardOutput = true })!;
            helm.StandardOutput.ReadToEnd();
            helm.WaitForExit();
            return "helm";
        }
        catch (Win32Exception)
        {
            return new ConfigurationBuilder().AddEnvironmentVariables().Build()["HELM_TEMPLATE"];
        }
    }
}
