using static McpAspire.Tests.Errors.Answers;

namespace McpAspire.Tests.Errors;

/// <summary>All failures of a backend.</summary>
internal static class FailureTable
{
    private const string Validation = "VALIDATION_ERROR";
    private const string Service = "SERVICE_ERROR";
    private const string Authentication = "AUTHENTICATION_ERROR";
    private const string Timeout = "TIMEOUT_ERROR";

    private static readonly Uri Closed = new("http://127.0.0.1:9");
    private static readonly Uri Unknown = new("http://no-such-host.invalid");

    private static readonly FailureRow[] Statuses =
    [
        new("answers 400", Status(400), Validation, null, 400),
        new("answers 401", Status(401), Authentication, "unauthorized", 401),
        new("answers 403", Status(403), Service, "forbidden", 403),
        new("answers 404", Status(404), Service, "not_found", 404),
        new("answers 405", Status(405), Service, "bad_response", 405),
        new("answers 408", Status(408), Service, "unavailable", 408, Retryable: true) { Attempts = 4, RepeatedFor = "408" },
        new("answers 409", Status(409), Service, "conflict", 409),
        new("answers 412", Status(412), Service, "conflict", 412),
        new("answers 422", Status(422), Validation, null, 422),
        new("answers 429", Status(429), Service, "rate_limited", 429, Retryable: true) { Attempts = 4, RepeatedFor = "429" },
        new("answers 500", Status(500), Service, "unavailable", 500, Retryable: true) { Attempts = 4, RepeatedFor = "500" },
        new("answers 502", Status(502), Service, "unavailable", 502, Retryable: true) { Attempts = 4, RepeatedFor = "502" },
        new("answers 503", Status(503), Service, "unavailable", 503, Retryable: true) { Attempts = 4, RepeatedFor = "503" },
        new("answers 504", Status(504), Service, "unavailable", 504, Retryable: true) { Attempts = 4, RepeatedFor = "504" },
        new("redirects to itself", RedirectTo(context => context.Request.Path, 302), Service, "bad_response", 302),
        new("redirects to itself, the method kept", RedirectTo(context => context.Request.Path, 307), Service, "bad_response", 307),
    ];

    /// <summary>Waits within the deadline are observed; longer ones are passed on to the caller.</summary>
    private static readonly FailureRow[] Waits =
    [
        new("answers 429, wait 4 seconds", Status(429, "4"), Service, "rate_limited", 429, Retryable: true)
        {
            Attempts = 4,
            RepeatedFor = "429",
            RetryAfterSeconds = 4,
            Seconds = 12,
        },
        new("answers 429, wait 7 seconds", Status(429, "7"), Service, "rate_limited", 429, Retryable: true)
        {
            Attempts = 3,
            RepeatedFor = "429",
            RetryAfterSeconds = 7,
            Seconds = 14,
        },
        new("answers 429, wait 15 seconds", Status(429, "15"), Service, "rate_limited", 429, Retryable: true)
        {
            RetryAfterSeconds = 15,
            Seconds = 0,
        },
        new("answers 429, wait 2147483647 seconds", Status(429, "2147483647"), Service, "rate_limited", 429, Retryable: true)
        {
            RetryAfterSeconds = 86400,
            Seconds = 0,
        },
        new("answers 429, wait 99999999999 seconds", Status(429, "99999999999"), Service, "rate_limited", 429, Retryable: true)
        {
            Attempts = 4,
            RepeatedFor = "429",
        },
        new("answers 429, wait -5 seconds", Status(429, "-5"), Service, "rate_limited", 429, Retryable: true)
        {
            Attempts = 4,
            RepeatedFor = "429",
        },
        new("answers 429, wait for a word", Status(429, "soon"), Service, "rate_limited", 429, Retryable: true)
        {
            Attempts = 4,
            RepeatedFor = "429",
        },
        new(
            "answers 503, wait until 4 seconds later",
            StatusUntil(503, TimeSpan.FromSeconds(4)),
            Service,
            "unavailable",
            503,
            Retryable: true)
        {
            Attempts = 4,
            RepeatedFor = "503",
            RetryAfterSeconds = 4,
            Seconds = 12,
        },
        new(
            "answers 503, wait until a minute later",
            StatusUntil(503, TimeSpan.FromMinutes(1)),
            Service,
            "unavailable",
            503,
            Retryable: true)
        {
            RetryAfterSeconds = 60,
            Seconds = 0,
        },
        new(
            "answers 503, wait until a minute ago",
            StatusUntil(503, TimeSpan.FromMinutes(-1)),
            Service,
            "unavailable",
            503,
            Retryable: true)
        {
            Attempts = 4,
            RepeatedFor = "503",
            RetryAfterSeconds = 0,
            Seconds = 0,
        },
        new(
            "answers 503, wait until the year 9999",
            Status(503, "Fri, 31 Dec 9999 23:59:59 GMT"),
            Service,
            "unavailable",
            503,
            Retryable: true)
        {
            RetryAfterSeconds = 86400,
            Seconds = 0,
        },
    ];

    private static readonly FailureRow[] Connections =
    [
        new("is not there", Close, Service, "unavailable", Retryable: true) { Nowhere = Closed, Attempts = 4, RepeatedFor = "connection" },
        new("has a name that nobody knows", Close, Service, "unavailable", Retryable: true)
        {
            Nowhere = Unknown,
            Attempts = 4,
            RepeatedFor = "connection",
        },
        new("closes the connection", Close, Service, "unavailable", Retryable: true) { Attempts = 4, RepeatedFor = "connection" },
        new("breaks off within the body", BreakOff, Service, "unavailable", Retryable: true) { Attempts = 4, RepeatedFor = "connection" },
        new("says nothing", Hang, Timeout, "timeout", Retryable: true) { Attempts = 2, RepeatedFor = "timeout", Seconds = 15 },
        new("says nothing more within the body", HangWithin, Timeout, "timeout", Retryable: true)
        {
            Attempts = 2,
            RepeatedFor = "timeout",
            Seconds = 15,
        },
        new("sends its body too slowly", Drip, Timeout, "timeout", Retryable: true) { Attempts = 2, RepeatedFor = "timeout", Seconds = 15 },
    ];

    private static readonly FailureRow[] Bodies =
    [
        new("sends half a JSON document", Text("""{"id":"1","name":"""), Service, "bad_response"),
        new("sends no JSON", Text("<html>"), Service, "bad_response"),
        new("sends an empty body", Text(""), Service, "bad_response"),
        new("sends null", Text("null"), Service, "bad_response"),
        new("sends another kind of JSON", Text("[1]"), Service, "bad_response"),
        new("sends JSON that lacks a member", Text("""{"id":"1"}"""), Service, "bad_response"),
        new(
            "sends JSON with a member of another type",
            Text("""{"id":1,"name":"Ada","email":"ada@example.com","created_at":"soon","dataset":1}"""),
            Service,
            "bad_response"),
        new("sends HTML", Text("<html>", "text/html"), Service, "bad_response"),
        new("sends JSON in an encoding that does not exist", Text("{}", "application/json; charset=no-such"), Service, "bad_response"),
        new("sends no content", Status(204), Service, "bad_response"),
        new("declares more than the server reads", DeclareTooMuch, Service, "bad_response") { QueryAttempts = 4 },
        new("sends more than the server reads", SendTooMuch, Service, "bad_response") { QueryAttempts = 4 },
    ];

    public static IReadOnlyList<FailureRow> Rows { get; } = [.. Statuses, .. Waits, .. Connections, .. Bodies];
}
