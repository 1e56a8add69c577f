using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using McpAspire.ServiceDefaults.Logging;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace McpAspire.Tests.Observability;

/// <summary>The loggers of a service in Production, and their console output.</summary>
internal sealed class CapturedConsole : ILoggerProvider, ISupportExternalScope
{
    private readonly ConcurrentQueue<string> _texts = new();
    private readonly IHost _host;
    private readonly ConsoleFormatter _formatter;
    private IExternalScopeProvider? _scopes;

    public CapturedConsole(string formatter = ConsoleFormatterNames.Json)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new() { EnvironmentName = Environments.Production, ApplicationName = "Tests" });
        builder.Logging.SetMinimumLevel(LogLevel.Trace).AddConsole();
        builder.AddRedactedConsole();
        builder.Logging.ClearProviders().AddProvider(this);
        builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(new ManualTime(skips: _ => false)));
        _host = builder.Build();
        var registered = _host.Services.GetServices<ConsoleFormatter>().Last(one => one.Name == formatter);
        _formatter = registered as JsonLineFormatter ?? (ConsoleFormatter)new RedactedTextFormatter(registered);
        Logger = _host.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Some.Space.SomeType");
    }

    public ILogger Logger { get; }

    /// <summary>The text of the one event that was logged.</summary>
    public string Text => Assert.Single(_texts);

    /// <summary>The JSON line of the one event that was logged.</summary>
    public JsonElement Line
    {
        get
        {
            Assert.EndsWith("}\n", Text, StringComparison.Ordinal);
            Assert.DoesNotContain(Text[..^1], character => char.IsControl(character) || character is '\u2028' or '\u2029');
            return JsonSerializer.Deserialize<JsonElement>(Text);
        }
    }

    public bool IsEnabled(string category, LogLevel level) =>
        _host.Services.GetRequiredService<ILoggerFactory>().CreateLogger(category).IsEnabled(level);

    public ILogger CreateLogger(string categoryName) => new ConsoleLogger(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose() => _host.Dispose();

    private sealed class ConsoleLogger(CapturedConsole console, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            using var text = new StringWriter(CultureInfo.InvariantCulture);
            console._formatter.Write(new LogEntry<TState>(logLevel, category, eventId, state, exception, formatter), console._scopes, text);
            console._texts.Enqueue(text.ToString());
        }
    }
}
