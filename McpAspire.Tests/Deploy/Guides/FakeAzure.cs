using System.Diagnostics;

namespace McpAspire.Tests.Deploy.Guides;

/// <summary>Runs scripts with a fake Azure CLI (<c>fake-az.sh</c>), which emulates one tenant and one resource group.</summary>
internal sealed class FakeAzure : IDisposable
{
    private static readonly string[] Reads = [
        "account show", "aks show", "identity list", "identity federated-credential list", "deployment group list", "ad app list",
        "ad app show", "ad app federated-credential list", "ad sp list", "ad sp show", "rest --method GET"];

    private const string Bash = "/bin/bash";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mcpaspire-azure-");

    public FakeAzure()
    {
        _folder.CreateSubdirectory("state");
        var az = Path.Combine(_folder.CreateSubdirectory("bin").FullName, "az");
        File.Copy(Repository.PathOf("McpAspire.Tests", "Deploy", "Guides", "fake-az.sh"), az);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(az, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
    }

    public static bool HasBash => File.Exists(Bash);

    /// <summary>The calls that change state, in order.</summary>
    public IEnumerable<string> Changes =>
        Lines("calls").Where(static call => !Array.Exists(Reads, read => call.StartsWith(read, StringComparison.Ordinal)));

    public static void RequireBash() => ExternalTool.Require(HasBash, "The scripts need bash.");

    /// <summary>A call without its options.</summary>
    public static string NameOf(string call)
    {
        var words = call.Split(' ');
        return words is ["rest", "--method", var method, "--url", var url, ..]
            ? $"rest {method} {url[(url.LastIndexOf('/') + 1)..]}"
            : string.Join(' ', words.TakeWhile(static word => !word.StartsWith("--", StringComparison.Ordinal)));
    }

    /// <summary>The objects of one kind, with columns separated by tabs.</summary>
    public string[] Lines(string kind) => File.Exists(PathOf(kind)) ? File.ReadAllLines(PathOf(kind)) : [];

    /// <summary>The path of a file in the working directory of the scripts.</summary>
    public string PathOf(string kind) => Path.Combine(_folder.FullName, "state", kind);

    public void Write(string kind, params string[] lines) => File.WriteAllLines(PathOf(kind), lines);

    public void ForgetCalls() => Write("calls");

    /// <summary>Runs a script of <c>deploy/azure</c> without standard input.</summary>
    public async Task<(int ExitCode, string Output)> RunAsync(string script, params string[] arguments)
    {
        RequireBash();
        var start = new ProcessStartInfo(Bash, [Repository.PathOf("deploy", "azure", script), .. arguments])
        {
            WorkingDirectory = PathOf(string.Empty),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = $"{_folder.FullName}/bin:/usr/local/bin:/usr/bin:/bin";
        start.Environment["FAKE_AZURE"] = PathOf(string.Empty);
        start.Environment["RETRY_SECONDS"] = "0";
        using var process = Process.Start(start)!;
        try
        {
            process.StandardInput.Close();
            var (output, error) = (
                process.StandardOutput.ReadToEndAsync(Cancellation),
                process.StandardError.ReadToEndAsync(Cancellation));
            await process.WaitForExitAsync(Cancellation);
            return (process.ExitCode, await output + await error);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
