using McpAspire.MockBackend.Store;

namespace McpAspire.MockBackend.Entra;

/// <summary>Keeps a valid service-account token in a file for each service, as a kubelet does.</summary>
internal sealed partial class ServiceAccountTokenFiles(
    string directory, ServiceAccountIssuer cluster, TimeSpan lifetime, TimeProvider time, ILogger logger)
{
    public const string FileName = "azure-identity-token";

    // A kubelet replaces a token after 80 % of its lifetime.
    private const double RotateAfter = 0.8;

    private const double RetryAfter = 0.02;

    private static readonly string[] Accounts = ["mcp-server", "mcp-client"];

    public string PathOf(string account) => Path.Combine(directory, account, FileName);

    public async Task WriteAsync(CancellationToken cancellationToken)
    {
        foreach (var account in Accounts)
        {
            await OwnerOnlyFile.WriteAsync(PathOf(account), cluster.Issue(account, lifetime), cancellationToken);
        }
    }

    /// <summary>Replaces the tokens before they expire, until cancellation.</summary>
    public async Task RotateAsync(CancellationToken cancellationToken)
    {
        var wait = lifetime * RotateAfter;
        while (true)
        {
            await Task.Delay(wait, time, cancellationToken);
            try
            {
                await WriteAsync(cancellationToken);
                Log.Rotated(logger, directory);
                wait = lifetime * RotateAfter;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                Log.NotRotated(logger, directory, exception.Message);
                wait = lifetime * RetryAfter;
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(22, LogLevel.Information, "Service-account tokens below {Directory} replaced")]
        public static partial void Rotated(ILogger logger, string directory);

        [LoggerMessage(23, LogLevel.Warning, "Service-account tokens below {Directory} cannot be replaced, another try follows: {Reason}")]
        public static partial void NotRotated(ILogger logger, string directory, string reason);
    }
}
