using System.Net;
using System.Reflection;
using System.Text;
using System.Text.Json;
using McpAspire.Client.Worker;
using McpAspire.MockBackend.Store;
using McpAspire.Server.Backend;
using McpAspire.ServiceDefaults.Privacy;
using McpAspire.ServiceDefaults.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace McpAspire.Tests.Observability;

/// <summary>Values that must never leave the process, whichever code logs them.</summary>
[Trait("Category", "Unit")]
public sealed partial class RedactionTests
{
    private const string Jwt = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2lnbmF0dXJl-_x";
    private const string Email = "ada.lovelace+mcp@mail.example.com";
    private const string Planted = $"{Email} {Jwt}";

    /// <summary>
    /// Reviewed text parameters of log methods: names, codes and words that the programs choose. Add a new one only after a review.
    /// </summary>
    private static readonly HashSet<string> ReviewedTexts =
    [
        "tool", "tools", "code", "reason", "error", "outcome", "errorCode", "arguments", "dependencies", "dataset", "problem", "method",
        "path", "directory", "file", "audiences", "permission",
        // Ids of programs, tickets and requests, and the audited callers.
        "clientId", "application", "client", "subject", "resource", "ticketId", "serverTraceId", "clientRequestId",
        "serverName", "serverVersion", "protocolVersion", "scopes",
        // A keyword of JSON Schema.
        "rule",
        // Sentences about tools and their properties.
        "consequences",
        // Why a backend's response cannot be read: JSON path and expected type.
        "detail",
    ];

    public static TheoryData<string, string> Texts => new()
    {
        { $"Authorization: Bearer {Jwt}", "Authorization: Bearer [token]" },
        { $"two {Jwt} and {Jwt}.", "two [token] and [token]" },
        { "cut eyJhbGciOiJSUzI1NiJ9.eyJzdWI", "cut [token]" },
        { "encrypted eyJhbGciOiJSU0Et.a-b.c.d.e", "encrypted [token]" },
        { $"user '{Email}' (x@y.zz)", "user '[email]' ([email])" },
        { "jürgen@exämple.com", "[email]" },
        { "git@host, eyJ, a@b, @, user@localhost", "git@host, eyJ, a@b, @, user@localhost" },
        { "nothing to see", "nothing to see" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void Tokens_and_email_addresses_are_removed_from_texts(string text, string safe) => Assert.Equal(safe, Redaction.Scrub(text));

    /// <summary>Each event below has planted values in its message, fields, scopes and exception.</summary>
    [Theory]
    [InlineData(ConsoleFormatterNames.Json)]
    [InlineData(ConsoleFormatterNames.Simple)]
    [InlineData(ConsoleFormatterNames.Systemd)]
    public void The_console_prints_no_planted_value(string formatter)
    {
        using var console = new CapturedConsole(formatter);

        LogPlanted(console.Logger);

        AssertRedacted(console.Text);
    }

    [Fact]
    public async Task The_OTLP_export_has_all_fields_and_no_planted_value()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        using (var host = CreateExportingHost(receiver))
        {
            var logger = host.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Library");
            LogPlanted(logger);
            UserRead(logger, Planted, 7, 2.5);
        }

        var body = Assert.Single(receiver.Exports, static export => export.Path == "/v1/logs").Body;
        AssertRedacted(Encoding.UTF8.GetString(body));
        var logs = OtlpLog.Read(body).ToList();
        Assert.Equal("GET /users/* by [email] [token]", logs[0].Message);
        Assert.Equal(
            ("/users/*", "[email] [token]", "[email] [token], 1"),
            (logs[0].Attributes["RequestPath"], logs[0].Attributes["Value"], logs[0].Attributes["List"]));
        Assert.Equal(("[email] [token]", "[email] [token]"), (logs[0].Attributes["Outer"], logs[0].Attributes["scope"]));
        Assert.Equal(
            ("System.InvalidOperationException", "[email] [token]"),
            (logs[0].Attributes["exception.type"], logs[0].Attributes["exception.message"]));
        Assert.StartsWith(
            "System.InvalidOperationException: [email] [token]", logs[0].Attributes["exception.stacktrace"], StringComparison.Ordinal);
        Assert.Equal("user [email] [token] has 7 tickets after 2.5 ms", logs[1].Message);
        Assert.Equal(
            ("[email] [token]", "7", "user {User} has {Count} tickets after {Milliseconds} ms"),
            (logs[1].Attributes["User"], logs[1].Attributes["Count"], logs[1].Attributes["{OriginalFormat}"]));
    }

    [Fact]
    public async Task A_value_that_cannot_be_printed_loses_no_exported_event_and_throws_nothing()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        using (var host = CreateExportingHost(receiver))
        {
            ValueSeen(host.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Library"), new Unprintable());
        }

        var log = Assert.Single(OtlpLog.Read(Assert.Single(receiver.Exports, static export => export.Path == "/v1/logs").Body));
        Assert.Equal(
            (
                "value {Value} [the message cannot be formatted: NotSupportedException]",
                "[Unprintable cannot be printed: NotSupportedException]"),
            (log.Message, log.Attributes["Value"]));
    }

    [Fact]
    public void A_safe_text_is_not_copied()
    {
        var text = new string('x', 100);

        Assert.Same(text, Redaction.Scrub(text));
    }

    [Fact]
    public void A_long_text_of_almost_addresses_is_scrubbed_quickly()
    {
        var text = string.Concat(Enumerable.Repeat("a.b-c+d%e@", 100_000));

        Assert.Equal(text, Redaction.Scrub(text));
    }

    [Theory]
    [InlineData("/users/123", "/users/*")]
    [InlineData("/users/123/tickets?q=1", "/users/*")]
    [InlineData("/users", "/users")]
    [InlineData("/users/", "/users/")]
    [InlineData("/", "/")]
    [InlineData("", "")]
    [InlineData("/users?email=a", "/users")]
    [InlineData("/users?next=/a/b", "/users")]
    [InlineData("http://backend:8080/users/123?details=true", "http://backend:8080/users/*")]
    [InlineData("http://backend:8080/users", "http://backend:8080/users")]
    [InlineData("http://backend:8080", "http://backend:8080")]
    [InlineData("http://backend?x=y", "http://backend")]
    public void The_first_segment_of_an_address_is_kept(string address, string masked) => Assert.Equal(masked, Redaction.MaskPath(address));

    [Fact]
    public void A_secret_is_never_printed_but_can_be_revealed()
    {
        var secret = new Secret("hunter2");

        Assert.Equal("[secret] [secret] {}", $"{secret} {string.Concat(secret)} {JsonSerializer.Serialize(secret)}");
        Assert.Equal("hunter2", secret.Reveal());
        Assert.Equal("[personal] none", $"{new PersonalData("ada")} {new PersonalData(null)}");
    }

    [Fact]
    public void Records_and_options_store_secrets_as_Secret()
    {
        string[] words = ["Secret", "Password", "AccessToken", "HashKey", "Assertion"];
        // The secret of the local Entra ID is public.
        var found = Products().SelectMany(
            type => type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(property =>
                property.PropertyType == typeof(string)
                    && Array.Exists(words, word => property.Name.EndsWith(word, StringComparison.Ordinal)))
            .Where(property => property.DeclaringType!.Namespace != "McpAspire.MockBackend.Entra");

        Assert.Empty(found.Select(property => $"{property.DeclaringType}.{property.Name}"));
    }

    [Fact]
    public void Log_methods_take_only_reviewed_texts()
    {
        var unknown =
            from method in LogMethods()
            from parameter in method.GetParameters()
            let type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType
            where !typeof(ILogger).IsAssignableFrom(type) && !typeof(Exception).IsAssignableFrom(type) && !type.IsEnum && !type.IsPrimitive
            where type != typeof(DateTimeOffset)
                && type != typeof(TimeSpan)
                && type != typeof(Uri)
                && type != typeof(IPAddress)
                && type != typeof(Secret)
                && type != typeof(PersonalData)
            where !(type.Name == "PathString" || (type == typeof(string) && ReviewedTexts.Contains(parameter.Name!)))
            select $"{method.DeclaringType}.{method.Name}({parameter.ParameterType.Name} {parameter.Name})";

        Assert.Empty(unknown);
    }

    [LoggerMessage(1, LogLevel.Warning, "user {User} has {Count} tickets after {Milliseconds} ms")]
    private static partial void UserRead(ILogger logger, string user, int count, double milliseconds);

    [LoggerMessage(2, LogLevel.Warning, "value {Value}")]
    private static partial void ValueSeen(ILogger logger, Unprintable value);

    private static void LogPlanted(ILogger logger)
    {
        KeyValuePair<string, object?>[] fields =
        [
            new("RequestPath", "/users/123"),
            new("Value", Planted),
            new("List", new object[] { Planted, 1 }),
        ];
        using (logger.BeginScope(new KeyValuePair<string, object?>[] { new("Outer", Planted) }))
        using (logger.BeginScope(Planted))
        {
            logger.Log(
                LogLevel.Warning, default, fields, new InvalidOperationException(Planted), static (_, _) => $"GET /users/123 by {Planted}");
        }
    }

    private static void AssertRedacted(string text)
    {
        Assert.Contains("GET /users/* by [email] [token]", text, StringComparison.Ordinal);
        Assert.Contains("InvalidOperationException: [email] [token]", text, StringComparison.Ordinal);
        Assert.All([Email, "/users/123", .. Jwt.Split('.')], planted => Assert.DoesNotContain(planted, text, StringComparison.Ordinal));
    }

    private static IHost CreateExportingHost(OtlpReceiver receiver)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new() { ApplicationName = "Tests" });
        builder.Configuration.AddInMemoryCollection([
            new("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.Address.ToString()), new("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")]);
        builder.AddTelemetry();
        return builder.Build();
    }

    private static List<MethodInfo> LogMethods()
    {
        var methods = Products().SelectMany(type =>
            type.GetMethods(
                BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(method => method.GetCustomAttribute<LoggerMessageAttribute>() is not null)
            .ToList();
        Assert.InRange(methods.Count, 30, 1000);
        return methods;
    }

    private static IEnumerable<Type> Products() =>
        new[] { typeof(Secret), typeof(BackendOptions), typeof(WorkerOptions), typeof(StoreOptions) }.SelectMany(
            type => type.Assembly.GetTypes());

    private sealed class Unprintable
    {
        public override string ToString() => throw new NotSupportedException();
    }
}
