using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Running;

/// <summary>Whether the run failed, and the one place that says why.</summary>
internal sealed class RunOutcome(IHostApplicationLifetime lifetime)
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
    }
}
