using System.Diagnostics;
using McpAspire.ServiceDefaults;
using McpAspire.ServiceDefaults.Logging;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace McpAspire.Tests.Observability;

/// <summary>The JSON line of a log event.</summary>
[Trait("Category", "Unit")]
public sealed partial class JsonLineTests : IDisposable
{
    private readonly CapturedConsole _console = new();

    public void Dispose() => _console.Dispose();

    [Fact]
    public void A_line_has_the_fields_of_its_event_in_one_order()
    {
        using var activity = new Activity("call").SetIdFormat(ActivityIdFormat.W3C).Start();

        TicketRead(_console.Logger, 7, "open", 2.5);

        var line = _console.Line;
        Assert.Equal(
            ["timestamp", "level", "component", "logger", "module", "function", "message", "trace_id", "span_id", "context"],
            line.EnumerateObject().Select(member => member.Name));
        Assert.Equal("2030-01-02T03:04:05.000000Z", line.GetProperty("timestamp").GetString());
        Assert.Equal(("INFO", "Tests"), (line.GetProperty("level").GetString(), line.GetProperty("component").GetString()));
        Assert.Equal(("Some.Space.SomeType", "SomeType"), (line.GetProperty("logger").GetString(), line.GetProperty("module").GetString()));
        Assert.Equal(
            ("TicketRead", "ticket 7 is open after 2.5 ms"),
            (line.GetProperty("function").GetString(), line.GetProperty("message").GetString()));
        Assert.Equal(
            (activity.TraceId.ToHexString(), activity.SpanId.ToHexString()),
            (line.GetProperty("trace_id").GetString(), line.GetProperty("span_id").GetString()));
        Assert.Equal("""{"Number":7,"Status":"open","Milliseconds":2.5}""", line.GetProperty("context").GetRawText());
    }

    [Theory]
    [InlineData("ModelContextProtocol.Server.McpServer", LogLevel.Trace, false)]
    [InlineData("ModelContextProtocol.Server.McpServer", LogLevel.Debug, true)]
    [InlineData("System.Net.Http.HttpClient.BackendClient.ClientHandler", LogLevel.Information, false)]
    [InlineData("System.Net.Http.HttpClient.BackendClient.ClientHandler", LogLevel.Warning, true)]
    [InlineData("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Information, false)]
    [InlineData("Some.Space.SomeType", LogLevel.Trace, true)]
    public void At_trace_level_libraries_do_not_log_messages_and_addresses(string category, LogLevel level, bool isEnabled)
    {
        using var console = new CapturedConsole();

        Assert.Equal(isEnabled, console.IsEnabled(category, level));
    }

    [Fact]
    public void A_message_has_a_word_for_an_absent_value()
    {
        TicketRead(_console.Logger, 7, null!, 2.5);

        Assert.Equal("ticket 7 is none after 2.5 ms", _console.Line.GetProperty("message").GetString());
    }

    [Fact]
    public void A_line_omits_absent_fields()
    {
        Log("short");

        Assert.Equal(
            ["timestamp", "level", "component", "logger", "module", "message"],
            _console.Line.EnumerateObject().Select(member => member.Name));
    }

    [Theory]
    [InlineData(LogLevel.Trace, "DEBUG")]
    [InlineData(LogLevel.Debug, "DEBUG")]
    [InlineData(LogLevel.Information, "INFO")]
    [InlineData(LogLevel.Warning, "WARN")]
    [InlineData(LogLevel.Error, "ERROR")]
    [InlineData(LogLevel.Critical, "ERROR")]
    public void A_level_is_one_of_four(LogLevel level, string name)
    {
        Log("text", level);

        Assert.Equal(name, _console.Line.GetProperty("level").GetString());
    }

    [Theory]
    [InlineData("two\nlines\r\n", "two\nlines\r\n")]
    [InlineData(
        "nul \0 escape \u001b[31m next \u0085 separators \u2028 \u2029", "nul \0 escape \u001b[31m next \u0085 separators \u2028 \u2029")]
    [InlineData("Grüße, 世界 😀 <a href=\"x\">", "Grüße, 世界 😀 <a href=\"x\">")]
    public void A_text_never_breaks_the_line(string text, string read)
    {
        Log(text, fields: new() { ["Value"] = text, [text] = "name" });

        Assert.Equal(read, _console.Line.GetProperty("message").GetString());
        Assert.Equal(read, _console.Line.GetProperty("context").GetProperty("Value").GetString());
        Assert.Equal("name", _console.Line.GetProperty("context").GetProperty(read).GetString());
    }

    [Fact]
    public void A_lone_surrogate_is_replaced()
    {
        Log("half \ud83d of a pair", fields: new() { ["Value"] = "\ude00" });

        Assert.Equal(
            ("half \ufffd of a pair", "\ufffd"),
            (_console.Line.GetProperty("message").GetString(), _console.Line.GetProperty("context").GetProperty("Value").GetString()));
    }

    [Fact]
    public void Texts_are_truncated_at_their_limits_but_never_within_a_character()
    {
        var pairs = string.Concat(Enumerable.Repeat("😀", 20_000));

        Log($"x{pairs}", exception: new InvalidOperationException(pairs), fields: new() { ["Value"] = $"x{pairs}" });

        var line = _console.Line;
        Assert.Equal(JsonLineFormatter.MaxMessageLength - 1, line.GetProperty("message").GetString()!.Length);
        Assert.Equal(JsonLineFormatter.MaxValueLength - 1, line.GetProperty("context").GetProperty("Value").GetString()!.Length);
        Assert.InRange(line.GetProperty("error").GetProperty("message").GetString()!.Length, 1, JsonLineFormatter.MaxValueLength);
        Assert.InRange(line.GetProperty("error").GetProperty("stack").GetString()!.Length, 1, JsonLineFormatter.MaxStackLength);
        Assert.DoesNotContain("\ufffd", line.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_event_has_a_maximum_number_of_fields()
    {
        Log("many", fields: Enumerable.Range(0, 1000).ToDictionary(number => $"Field{number}", number => (object?)number));

        Assert.Equal(SafeEvent.MaxFields, _console.Line.GetProperty("context").EnumerateObject().Count());
    }

    [Fact]
    public void An_exception_is_written_with_its_type_message_and_stack()
    {
        Exception? caught = null;
        try
        {
            throw new InvalidOperationException("outer", new ArgumentException("inner"));
        }
        catch (InvalidOperationException exception)
        {
            caught = exception;
        }

        Log("failed", LogLevel.Error, caught);

        var error = _console.Line.GetProperty("error");
        Assert.Equal(
            ("System.InvalidOperationException", "outer"),
            (error.GetProperty("type").GetString(), error.GetProperty("message").GetString()));
        Assert.Contains("inner", error.GetProperty("stack").GetString(), StringComparison.Ordinal);
        Assert.Contains(
            nameof(An_exception_is_written_with_its_type_message_and_stack),
            error.GetProperty("stack").GetString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_that_cannot_be_printed_does_not_lose_the_line()
    {
        Log("text", fields: new() { ["Bad"] = new Unprintable(), ["Good"] = 1 });

        var context = _console.Line.GetProperty("context");
        Assert.Equal(
            ("[Unprintable cannot be printed: NotSupportedException]", 1),
            (context.GetProperty("Bad").GetString(), context.GetProperty("Good").GetInt32()));
    }

    [Fact]
    public void An_exception_that_cannot_be_printed_does_not_lose_the_line()
    {
        Log("failed", LogLevel.Error, new UnprintableException());

        var error = _console.Line.GetProperty("error");
        Assert.Equal(
            (typeof(UnprintableException).FullName, "[UnprintableException cannot be printed: NotSupportedException]"),
            (error.GetProperty("type").GetString(), error.GetProperty("message").GetString()));
    }

    [Fact]
    public void A_message_that_cannot_be_formatted_does_not_lose_the_line()
    {
        KeyValuePair<string, object?>[] state = [new("Value", 1), new("{OriginalFormat}", "value {Value}")];
        _console.Logger.Log(LogLevel.Information, default, state, null, static (_, _) => throw new NotSupportedException());

        Assert.Equal(
            "value {Value} [the message cannot be formatted: NotSupportedException]", _console.Line.GetProperty("message").GetString());
    }

    [Fact]
    public void Scopes_add_fields_and_change_none()
    {
        using (_console.Logger.BeginScope(new Dictionary<string, object?> { ["Tenant"] = "a", ["Number"] = 1 }))
        using (_console.Logger.BeginScope("plain"))
        {
            TicketRead(_console.Logger, 7, "open", 1);
        }

        Assert.Equal(
            """{"Number":7,"Status":"open","Milliseconds":1,"Tenant":"a","scope":"plain"}""",
            _console.Line.GetProperty("context").GetRawText());
    }

    [Theory]
    [InlineData("Production", null, "json")]
    [InlineData("Staging", null, "json")]
    [InlineData("Development", null, "simple")]
    [InlineData("Development", "json", "json")]
    [InlineData("Production", "simple", "simple")]
    public void The_console_writes_JSON_except_in_Development(string environment, string? setting, string formatter)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions
            {
                EnvironmentName = environment,
                Args = setting is null ? [] : [$"--Logging:Console:FormatterName={setting}"],
            });
        builder.AddServiceDefaults();
        using var app = (IDisposable)builder.Build();

        Assert.Equal(formatter, ((WebApplication)app).Services.GetRequiredService<IOptions<ConsoleLoggerOptions>>().Value.FormatterName);
    }

    [LoggerMessage(1, LogLevel.Information, "ticket {Number} is {Status} after {Milliseconds} ms")]
    private static partial void TicketRead(ILogger logger, int number, string status, double milliseconds);

    private void Log(
        string message, LogLevel level = LogLevel.Information, Exception? exception = null, Dictionary<string, object?>? fields = null)
    {
        fields ??= [];
        _console.Logger.Log(level, default, fields, exception, (_, _) => message);
    }

    private sealed class Unprintable
    {
        public override string ToString() => throw new NotSupportedException();
    }

#pragma warning disable CA1064, CA1032 // Only for this test.
    private sealed class UnprintableException : Exception
#pragma warning restore CA1064, CA1032
    {
        public override string Message => throw new NotSupportedException();
    }
}
