using System.Globalization;

namespace McpAspire.ScaleBench;

/// <summary>A control group (version 1) that gives a process no more than a share of the CPU, as a container's limit does.</summary>
internal sealed class CpuQuota : IDisposable
{
    private const string Root = "/sys/fs/cgroup/cpu";
    private const int PeriodMicroseconds = 100_000;

    private readonly string _directory;

    /// <param name="cores">The share, in cores.</param>
    public CpuQuota(double cores)
    {
        _directory = Path.Combine(Root, string.Create(CultureInfo.InvariantCulture, $"mcpaspire-{Environment.ProcessId}-{cores * 1000:0}m"));
        Directory.CreateDirectory(_directory);
        Write("cpu.cfs_period_us", PeriodMicroseconds);
        Write("cpu.cfs_quota_us", (int)(cores * PeriodMicroseconds));
    }

    /// <summary>Whether this system lets us make one.</summary>
    public static bool IsPossible
    {
        get
        {
            try
            {
                using var quota = new CpuQuota(1);
                return true;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                return false;
            }
        }
    }

    /// <summary>What starts a process in it: the shell joins the group and becomes the process.</summary>
    public string[] Prefix => ["sh", "-c", $"echo $$ > {_directory}/cgroup.procs && exec \"$@\"", "sh"];

    /// <summary>Removes the group, which must have no process any more.</summary>
    public void Dispose() => Directory.Delete(_directory);

    private void Write(string name, int value)
    {
        // Control files can be written to, but not made.
        using var file = new StreamWriter(new FileStream(Path.Combine(_directory, name), FileMode.Open, FileAccess.Write));
        file.Write(value.ToString(CultureInfo.InvariantCulture));
    }
}
