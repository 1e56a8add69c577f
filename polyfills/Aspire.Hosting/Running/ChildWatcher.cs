using System.Diagnostics;
using System.Globalization;

namespace Aspire.Hosting.Running;

/// <summary>
/// Ends the children when this process dies without doing so. On Unix a small shell process reads their ids from a pipe that closes with this process;
/// on Windows the children belong to a job that the system ends with its last handle.
/// </summary>
internal sealed class ChildWatcher : IDisposable
{
    // Reads "+id" and "-id" lines; at the end of the input sends TERM to what is left, and KILL after 5 s. It outlives a Ctrl+C, which the terminal sends to the whole group.
    private const string Script = """
        PATH=/usr/bin:/bin
        trap '' INT TERM HUP
        ids=' '
        while read -r line; do
          id=${line#?}
          case $line in
            +*) ids="$ids$id " ;;
            -*) ids="${ids%% $id *} ${ids#* $id }" ;;
          esac
        done
        for id in $ids; do kill -TERM $id 2>/dev/null; done
        tries=0
        while [ $tries -lt 25 ]; do
          alive=
          for id in $ids; do kill -0 $id 2>/dev/null && alive=1; done
          [ -z "$alive" ] && exit 0
          sleep 0.2
          tries=$((tries + 1))
        done
        for id in $ids; do kill -KILL $id 2>/dev/null; done
        """;

    private readonly Process? _shell;
    private readonly WindowsJob? _job;

    public ChildWatcher()
    {
        if (OperatingSystem.IsWindows())
        {
            _job = new WindowsJob();
            return;
        }

        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardInput = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(Script);
        _shell = Process.Start(start) ?? throw new DistributedApplicationException("The watcher process did not start.");
        _shell.StandardInput.AutoFlush = true;
    }

    public void Add(Process child)
    {
        if (OperatingSystem.IsWindows())
        {
            _job?.Add(child);
        }

        Tell('+', child.Id);
    }

    public void Remove(int childId) => Tell('-', childId);

    public void Dispose()
    {
        _shell?.StandardInput.Dispose();
        _shell?.Dispose();
        _job?.Dispose();
    }

    private void Tell(char sign, int childId)
    {
        try
        {
            _shell?.StandardInput.Write(string.Create(CultureInfo.InvariantCulture, $"{sign}{childId}\n"));
        }
        catch (IOException)
        {
            // Somebody ended the watcher: the run goes on, and still ends its children itself.
        }
    }
}
