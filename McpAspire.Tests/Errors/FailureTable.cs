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
        new("returns 400", Status(400), Validation, null, 400),
        new("returns 401", Status(401), Authentication, "unauthorized", 401),
        new("returns 403", Status(403), Service, "forbidden", 403),
        new("returns 404", Status(404), Service, "not_found", 404),
        new("returns 405", Status(405), Service, "bad_response", 405),
        new("returns 408", Status(408), Service, "unavailable", 408, Retryable: true) { Attempts = 4, RepeatedFor = "408" },
        new("returns 409", Status(409), Service, "conflict", 409),
        new("returns 412", Status(412), Service, "conflict", 412),
        new("returns 422", Status(422), Validation, null, 422),
        new("returns 429", Status(429), Service, "rate_limited", 429, Retryable: true) { Attempts = 4, RepeatedFor = "429" },
        new("returns 500", Status(500), Service, "unavailable", 500, Retryable: true) { Attempts = 4, RepeatedFor = "500" },
        new("returns 502", Status(502), Service, "unavailable", 502, Retryable: true) { Attempts = 4, RepeatedFor = "502" },
        new("returns 503", Status(503), Service, "unavailable", 503, Retryable: true) { Attempts = 4, RepeatedFor = "503" },
        new("returns 504", Status(504), Service, "unavailable", 504, Retryable: true) { Attempts = 4, RepeatedFor = "504" },
        new("redirects to itself", RedirectTo(context => context.Request.Path, 302), Service, "bad_response", 302),
        new("redirects to itself with the same method", RedirectTo(context => context.Request.Path, 307), Service, "bad_response", 307),
    ];

    /// <summary>Waits within the deadline are observed; longer ones are passed on to the caller.</summary>
    private static readonly FailureRow[] Waits =
    [
        new("returns 429, wait 4 seconds", Status(429, "4"), Service, "rate_limited", 429, Retryable: true)
        {
            Attempts = 4,
            RepeatedFor = "429",
            RetryAfterSeconds = 4,
            Seconds = 12,
        },
        new("returns 429, wait 7 seconds", Status(429, "7"), Service, "rate_limited", 429, Retryable: true)
        {
            Attempts = 3,
            RepeatedFor = "429",
            RetryAfterSeconds = 7,
            Seconds = 14,
        },
        new("returns 429, wait 15 seconds", Status(429, "15"), Service, "rate_limited", 429, Retryable: true)
        {
            RetryAfterSeconds = 15,
            Seconds = 0,
        },
        new("returns 429, wait 2147483647 seconds", Status(429, "2147483647"), Service, "rate_limited", 429, Retryable: true)
        {
            RetryAfterSeconds = 86400,
            Seconds = 0,
        },
        new("returns 429, wait 99999999999 seconds", Status(429, "99999999999"), Service, "rate_limited", 429, Retryable: true)
        {
            Attempts = 4,
            RepeatedFor = "429",
        },
        new("returns 429, wait -5 seconds", Status(429, "-5"), Service, "rate_limited", 429, Retryable: true)
        {
            Attempts = 4,
            RepeatedFor = "429",
        },
        new("returns 429, wait for a word", Status(429, "soon"), Service, "rate_limited", 429, Retryable: true)
        {
            Attempts = 4,
            RepeatedFor = "429",
        },
        new(
            "returns 503, wait until 4 seconds later",
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
            "returns 503, wait until a minute later",
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
            "returns 503, wait until a minute ago",
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
            "returns 503, wait until the year 9999",
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
        new("is unavailable", Close, Service, "unavailable", Retryable: true)
        {
            Nowhere = Closed,
            Attempts = 4,
            RepeatedFor = "connection",
        },
        new("has an unknown host name", Close, Service, "unavailable", Retryable: true)
        {
            Nowhere = Unknown,
            Attempts = 4,
            RepeatedFor = "connection",
        },
        new("closes the connection", Close, Service, "unavailable", Retryable: true) { Attempts = 4, RepeatedFor = "connection" },
        new("interrupts the body", BreakOff, Service, "unavailable", Retryable: true) { Attempts = 4, RepeatedFor = "connection" },
        new("does not respond", Hang, Timeout, "timeout", Retryable: true) { Attempts = 2, RepeatedFor = "timeout", Seconds = 15 },
        new("hangs within the body", HangWithin, Timeout, "timeout", Retryable: true)
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
        new("sends a body that is not JSON", Text("<html>"), Service, "bad_response"),
        new("sends an empty body", Text(""), Service, "bad_response"),
        new("sends null", Text("null"), Service, "bad_response"),
        new("sends another kind of JSON", Text("[1]"), Service, "bad_response"),
        new("sends JSON without a required member", Text("""{"id":"1"}"""), Service, "bad_response"),
        new(
            "sends JSON with a member of another type",
            Text("""{"id":1,"name":"Ada","email":"ada@example.com","created_at":"soon","dataset":1}"""),
            Service,
            "bad_response"),
        new("sends HTML", Text("<html>", "text/html"), Service, "bad_response"),
        new(
            "sends JSON as plain text",
            Text("""{"id":"1","name":"Ada","email":"ada@example.com","created_at":"2026-01-02T03:04:05Z"}""", "text/plain"),
            Service,
            "bad_response"),
        new("sends JSON in an unknown encoding", Text("{}", "application/json; charset=no-such"), Service, "bad_response"),
        new("sends no content", Status(204), Service, "bad_response"),
        new("declares a body beyond the limit", DeclareTooMuch, Service, "bad_response") { QueryAttempts = 4 },
        new("sends a body beyond the limit", SendTooMuch, Service, "bad_response") { QueryAttempts = 4 },
    ];

    public static IReadOnlyList<FailureRow> Rows { get; } = [.. Statuses, .. Waits, .. Connections, .. Bodies];
}
