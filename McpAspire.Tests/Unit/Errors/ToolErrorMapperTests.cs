using System.Net;
using System.Text.Json;
using Azure.Identity;
using McpAspire.Server.Backend;
using McpAspire.Server.Calls;
using McpAspire.ServiceDefaults.Identity;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace McpAspire.Tests.Unit.Errors;

[Trait("Category", "Unit")]
public sealed class ToolErrorMapperTests
{
    [Theory]
    [InlineData(400, "VALIDATION_ERROR", "INVALID_INPUT", null, false)]
    [InlineData(422, "VALIDATION_ERROR", "INVALID_INPUT", null, false)]
    [InlineData(401, "AUTHENTICATION_ERROR", "AUTHENTICATION_ERROR", "unauthorized", false)]
    [InlineData(403, "SERVICE_ERROR", "BACKEND_ERROR", "forbidden", false)]
    [InlineData(404, "SERVICE_ERROR", "BACKEND_ERROR", "not_found", false)]
    [InlineData(408, "SERVICE_ERROR", "BACKEND_ERROR", "unavailable", true)]
    [InlineData(409, "SERVICE_ERROR", "BACKEND_ERROR", "conflict", false)]
    [InlineData(412, "SERVICE_ERROR", "BACKEND_ERROR", "conflict", false)]
    [InlineData(418, "SERVICE_ERROR", "BACKEND_ERROR", "bad_response", false)]
    [InlineData(429, "SERVICE_ERROR", "BACKEND_ERROR", "rate_limited", true)]
    [InlineData(500, "SERVICE_ERROR", "BACKEND_ERROR", "unavailable", true)]
    [InlineData(503, "SERVICE_ERROR", "BACKEND_ERROR", "unavailable", true)]
    public void Maps_a_status_of_the_backend(int status, string error, string code, string? reason, bool retryable)
    {
        var mapped = Map(BackendException.Answered((HttpStatusCode)status, TimeSpan.FromSeconds(1.2)));

        Assert.Equal((error, code, reason, retryable), (mapped.Error, mapped.Code, mapped.Details.Reason, mapped.Retryable));
        Assert.Equal((status, 2), (mapped.Details.Status, mapped.Details.RetryAfterSeconds));
    }

    [Fact]
    public void Uses_the_documented_messages_for_timeouts_and_tokens()
    {
        Assert.Equal("Backend request timeout after 2.5s.", Map(new TimeoutRejectedException(TimeSpan.FromSeconds(2.5))).Message);
        Assert.Equal(
            "Azure token acquisition failed: AADSTS700016.",
            Map(new AccessTokenException("AADSTS700016", new AuthenticationFailedException("secret"), new())).Message);
    }

    [Fact]
    public void Distinguishes_an_open_breaker_an_unreachable_and_an_invalid_backend()
    {
        Assert.Equal("circuit_open", Map(new BrokenCircuitException()).Details.Reason);
        Assert.Equal("unavailable", Map(new HttpRequestException("10.0.0.7 refused")).Details.Reason);
        Assert.Equal("bad_response", Map(BackendException.Unreadable()).Details.Reason);
    }

    [Theory]
    [InlineData(-1.0, 0)]
    [InlineData(0.001, 1)]
    [InlineData(86_400.0, 86_400)]
    [InlineData(86_400.5, 86_400)]
    [InlineData(1e11, 86_400)]
    [InlineData(null, null)]
    public void Limits_the_wait_to_a_day_and_to_zero(double? seconds, int? told)
    {
        var wait = seconds is { } given ? TimeSpan.FromSeconds(given) : (TimeSpan?)null;

        Assert.Equal(told, Map(BackendException.Answered(HttpStatusCode.TooManyRequests, wait)).Details.RetryAfterSeconds);
    }

    [Theory]
    [InlineData("AADSTS700016", false)]
    [InlineData("AADSTS90033", true)]
    [InlineData("AADSTS50196", true)]
    [InlineData(null, true)]
    public void A_call_without_a_token_is_retryable_unless_Entra_refused_it_permanently(string? code, bool retryable) =>
        Assert.Equal(retryable, Map(new AccessTokenException(code, new HttpRequestException(), new())).Retryable);

    [Fact]
    public void Reports_both_limits_of_concurrent_calls_alike()
    {
        Assert.Equal(Map(BackendException.Busy()), Map(new RateLimited()));
        Assert.Equal(("rate_limited", true), (Map(BackendException.Busy()).Details.Reason, Map(BackendException.Busy()).Retryable));
    }

    [Fact]
    public void Permanent_failures_are_not_retryable()
    {
        Assert.All(
            [BackendException.Unreadable(), BackendException.TooLarge(1), BackendException.ItemTooLarge()],
            failure => Assert.Equal(("bad_response", false), (Map(failure).Details.Reason, Map(failure).Retryable)));
    }

    [Fact]
    public void Reports_a_timeout_without_a_duration()
    {
        var mapped = Map(new OperationCanceledException());

        Assert.Equal(("TIMEOUT_ERROR", "timeout", "Backend request timeout."), (mapped.Error, mapped.Details.Reason, mapped.Message));
    }

    [Theory]
    [InlineData(typeof(InvalidOperationException))]
    [InlineData(typeof(HttpRequestException))]
    [InlineData(typeof(AuthenticationFailedException))]
    public void Never_passes_on_exception_messages(Type type)
    {
        var exception = (Exception)Activator.CreateInstance(type, "s3cr3t at 10.0.0.7")!;

        Assert.DoesNotContain("s3cr3t", Map(exception).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Maps_other_exceptions_to_an_internal_error()
    {
        var mapped = Map(new InvalidOperationException());

        Assert.Equal(("INTERNAL_ERROR", "INTERNAL_ERROR", false), (mapped.Error, mapped.Code, mapped.Retryable));
    }

    [Fact]
    public void Names_only_rejected_fields_that_the_caller_sent()
    {
        var arguments = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(
            """{"dataset":"orders","filters":{"colour":"red","quantity":{"lt":"x"}}}""");
        var refusal = BackendException.Answered(HttpStatusCode.BadRequest, refusals:
            [("filters.colour", "column"), ("filters.quantity.lt", "DROP TABLE"), ("db01.internal.example", "type"), ("filters", null)]);

        var mapped = ToolErrorMapper.FromException(refusal, arguments);

        Assert.Equal(
            [
                new("filters.colour", "column", "is not a column of the dataset"),
                new("filters.quantity.lt", "backend", "was rejected by the backend"),
                new("filters", "backend", "was rejected by the backend"),
            ],
            mapped.Details.Errors);
        Assert.Equal(
            "Validation failed: filters.colour is not a column of the dataset; filters.quantity.lt was rejected by the backend; filters "
                + "was rejected by the backend.",
            mapped.Message);
    }

    private static ToolError Map(Exception exception) => ToolErrorMapper.FromException(exception);

    /// <summary>Replaces the exception of the resilience handler.</summary>
    private sealed class RateLimited : ExecutionRejectedException;
}
