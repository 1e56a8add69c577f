using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Running;

/// <summary>Whether the run failed, and the one place that says why.</summary>
internal sealed partial class RunOutcome(IHostApplicationLifetime lifetime, ILogger<RunOutcome> logger)
{
    /// <summary>Whether a failure stops the application: in a run of the AppHost it does, in a test the test decides.</summary>
    public bool EndsTheRun { get; set; }

    public bool Failed { get; private set; }

    public void Report(string message)
    {
        Failed = true;
        if (EndsTheRun)
        {
            Console.Error.WriteLine($"error: {message}");
            lifetime.StopApplication();
        }
        else
        {
            Log.ResourceFailed(logger, message);
        }
    }

    /// <summary>Says what happened to a resource that had been up: the others go on.</summary>
    public void Mention(string message)
    {
        if (EndsTheRun)
        {
            Console.Error.WriteLine($"error: {message}");
        }
        else
        {
            Log.ResourceFailed(logger, message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "{Reason}")]
        public static partial void ResourceFailed(ILogger logger, string reason);
    }
}
