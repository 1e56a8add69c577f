using System.CodeDom.Compiler;
using System.ComponentModel;
using System.Reflection;
using System.Text.Json;
using McpAspire.Client.Worker;
using McpAspire.MockBackend.Store;
using McpAspire.Server.Backend;
using McpAspire.ServiceDefaults.Logging;
using McpAspire.ServiceDefaults.Privacy;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace McpAspire.Tests.Observability;

/// <summary>What no logger gets, whoever logs it.</summary>
[Trait("Category", "Unit")]
public sealed class GuardTests : IDisposable
{
    private const string Jwt = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2lnbmF0dXJl-_x";
    private const string Email = "ada.lovelace+mcp@mail.example.com";

    /// <summary>Texts that log methods of ours may take: names, codes and words that the programs themselves choose. One more is to be looked at, and added.</summary>
    private static readonly HashSet<string> ReviewedTexts =
    [
        "tool", "tools", "code", "reason", "error", "outcome", "errorCode", "arguments", "dependencies", "dataset", "problem", "method", "path", "directory", "file", "audiences", "permission",
        // Ids of programs, tickets, requests and audited callers: not of people, or where the audit log is for.
        "clientId", "application", "client", "subject", "resource", "ticketId", "serverTraceId", "clientRequestId",
        "serverName", "serverVersion", "protocolVersion", "scopes",
        // Sentences of ours about tools and their properties.
        "consequences",
    ];

    private readonly RecordedEvents _events = new();
    private readonly IHost _host;
    private readonly ILogger _logger;

    public GuardTests()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.AddGuardedLogging();
        builder.Logging.ClearProviders().AddProvider(_events);
        _host = builder.Build();
        _logger = _host.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Library");
    }

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

    public void Dispose()
    {
        _host.Dispose();
        _events.Dispose();
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void What_looks_like_a_token_or_an_address_is_taken_out_of_messages_fields_scopes_and_exceptions(string text, string safe)
    {
        using (_logger.BeginScope(new KeyValuePair<string, object?>[] { new("Outer", text) }))
        using (_logger.BeginScope(text))
        {
            Log(text, new InvalidOperationException(text), new("Value", text), new("List", new[] { text }));
        }

        var logged = Assert.Single(_events.All);
        Assert.Equal(safe, logged.Message);
        Assert.Equal([safe, safe], logged.Fields.Values);
        Assert.Equal([safe, safe], logged.Scopes.Select(scope => scope.Value));
        Assert.Equal(safe, logged.Exception!.Message);
        Assert.StartsWith($"System.InvalidOperationException: {safe}", logged.Exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_without_them_is_not_copied()
    {
        var text = new string('x', 100);

        Assert.Same(text, Redaction.Scrub(text));
    }

    [Fact]
    public void A_long_text_of_nearly_addresses_is_looked_at_in_no_time()
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
    public void Of_an_address_the_first_segment_is_kept(string address, string masked) => Assert.Equal(masked, Redaction.MaskPath(address));

    [Fact]
    public void An_address_in_a_field_is_masked_in_the_message_too()
    {
        Log("Executing GET /users/123", null, new KeyValuePair<string, object?>("RequestPath", "/users/123"));

        var logged = Assert.Single(_events.All);
        Assert.Equal(("Executing GET /users/*", "/users/*"), (logged.Message, logged.Fields["RequestPath"]));
    }

    [Fact]
    public void A_secret_prints_nothing_of_itself_and_is_still_there()
    {
        var secret = (Secret)TypeDescriptor.GetConverter(typeof(Secret)).ConvertFrom("hunter2")!;

        Assert.Equal("[secret] [secret] {}", $"{secret} {string.Concat(secret)} {JsonSerializer.Serialize(secret)}");
        Assert.Equal("hunter2", secret.Reveal());
        Assert.Equal("[personal] none", $"{new PersonalData("ada")} {new PersonalData(null)}");
    }

    [Fact]
    public void Records_and_options_keep_secrets_in_a_type_that_does_not_print_them()
    {
        string[] words = ["Secret", "Password", "AccessToken", "HashKey", "Assertion"];
        // The local stand-in for Entra ID: a made-up secret that is public, and what its clients send it.
        var found = Products().SelectMany(type => type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(property => property.PropertyType == typeof(string) && Array.Exists(words, word => property.Name.EndsWith(word, StringComparison.Ordinal)))
            .Where(property => property.DeclaringType!.Namespace != "McpAspire.MockBackend.Entra");

        Assert.Empty(found.Select(property => $"{property.DeclaringType}.{property.Name}"));
    }

    [Fact]
    public void No_log_method_takes_a_text_that_nobody_has_looked_at()
    {
        var unknown =
            from method in LogMethods()
            from parameter in method.GetParameters()
            let type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType
            where !typeof(ILogger).IsAssignableFrom(type) && !typeof(Exception).IsAssignableFrom(type) && !type.IsEnum && !type.IsPrimitive
            where type != typeof(DateTimeOffset) && type != typeof(TimeSpan) && type != typeof(Uri) && type != typeof(Secret) && type != typeof(PersonalData)
            where !(type.Name == "PathString" || (type == typeof(string) && ReviewedTexts.Contains(parameter.Name!)))
            select $"{method.DeclaringType}.{method.Name}({parameter.ParameterType.Name} {parameter.Name})";

        Assert.Empty(unknown);
    }

    /// <summary>A package may bring one that gives loggers the fields in another order, and takes them back when they have been seen.</summary>
    [Fact]
    public void Log_methods_are_made_by_the_generator_of_NET()
    {
        var others = LogMethods().Where(method => method.GetCustomAttribute<GeneratedCodeAttribute>()?.Tool != "Microsoft.Extensions.Logging.Generators");

        Assert.Empty(others.Select(method => $"{method.DeclaringType}.{method.Name}"));
    }

    private void Log(string message, Exception? exception, params KeyValuePair<string, object?>[] fields) =>
        _logger.Log(LogLevel.Warning, default, fields, exception, (_, _) => message);

    private static List<MethodInfo> LogMethods()
    {
        var methods = Products().SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(method => method.GetCustomAttribute<LoggerMessageAttribute>() is not null)
            .ToList();
        Assert.InRange(methods.Count, 30, 1000);
        return methods;
    }

    private static IEnumerable<Type> Products() =>
        new[] { typeof(Secret), typeof(BackendOptions), typeof(WorkerOptions), typeof(StoreOptions) }.SelectMany(type => type.Assembly.GetTypes());
}
