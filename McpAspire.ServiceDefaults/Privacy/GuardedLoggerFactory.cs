using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace McpAspire.ServiceDefaults.Privacy;

/// <summary>The logger factory of a service: that of .NET, with a <see cref="GuardedLogger"/> before each of its loggers.</summary>
internal sealed class GuardedLoggerFactory(
    IEnumerable<ILoggerProvider> providers, IOptionsMonitor<LoggerFilterOptions> filter, IOptions<LoggerFactoryOptions> options, IExternalScopeProvider? scopes = null) : ILoggerFactory
{
    private readonly LoggerFactory _factory = new(providers, filter, options, scopes);
    private readonly ConcurrentDictionary<string, GuardedLogger> _loggers = new(StringComparer.Ordinal);

    public ILogger CreateLogger(string categoryName) => _loggers.GetOrAdd(categoryName, static (name, factory) => new GuardedLogger(factory.CreateLogger(name)), _factory);

    public void AddProvider(ILoggerProvider provider) => _factory.AddProvider(provider);

    public void Dispose() => _factory.Dispose();
}
