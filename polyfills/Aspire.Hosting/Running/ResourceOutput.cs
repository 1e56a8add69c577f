using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Running;

/// <summary>Where the lines of the children go: to the console behind the resource's name, or to the logs in a test.</summary>
internal sealed partial class ResourceOutput(DistributedApplicationOptions options, IHostEnvironment environment, ILoggerFactory loggers)
{
    public bool ToConsole => !options.EnableResourceLogging;

    public Action<string> For(string resourceName)
    {
        if (ToConsole)
        {
            return line => Console.WriteLine($"{resourceName,-10} | {line}");
        }

        var logger = loggers.CreateLogger($"{environment.ApplicationName}.Resources.{resourceName}");
        return line => Log.LineReceived(logger, line);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "{Line}")]
        public static partial void LineReceived(ILogger logger, string line);
    }
}
