using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using McpAspire.ServiceDefaults.Logging;
using McpAspire.Tests.Unit.ServiceDefaults;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace McpAspire.Tests.Observability;

/// <summary>The loggers of a service in Production, and what its console would show.</summary>
internal sealed class JsonConsole : ILoggerProvider, ISupportExternalScope
{
    private readonly ConcurrentQueue<string> _texts = new();
    private readonly IHost _host;
    private IExternalScopeProvider? _scopes;
    private JsonLineFormatter? _formatter;

    public JsonConsole()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new() { EnvironmentName = Environments.Production, ApplicationName = "Tests" });
        builder.Logging.SetMinimumLevel(LogLevel.Trace);
        builder.AddGuardedLogging();
        builder.Logging.ClearProviders().AddProvider(this);
        builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(new ManualTime(skips: _ => false)));
        _host = builder.Build();
        Logger = _host.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Some.Space.SomeType");
    }

    public ILogger Logger { get; }

    /// <summary>The one event that was logged.</summary>
    public JsonElement Line
    {
        get
        {
            var text = Assert.Single(_texts);
            Assert.EndsWith("}\n", text, StringComparison.Ordinal);
            Assert.DoesNotContain(text[..^1], character => char.IsControl(character) || character is '\u2028' or '\u2029');
            return JsonSerializer.Deserialize<JsonElement>(text);
        }
    }

    public ILogger CreateLogger(string categoryName) => new ConsoleLogger(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose() => _host.Dispose();

    private sealed class ConsoleLogger(JsonConsole console, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            console._formatter ??= console._host.Services.GetRequiredService<JsonLineFormatter>();
            console._formatter.Write(new LogEntry<TState>(logLevel, category, eventId, state, exception, formatter), console._scopes, line => console._texts.Enqueue(Encoding.UTF8.GetString(line)));
        }
    }
}
