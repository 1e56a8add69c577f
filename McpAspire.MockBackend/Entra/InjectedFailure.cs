using System.Text.Json.Serialization;

namespace McpAspire.MockBackend.Entra;

/// <summary>A failure of the token endpoint.</summary>
/// <param name="Status">The status of the response, 400 to 599; 200 responds as usual, after the delay.</param>
/// <param name="RetryAfterSeconds">The <c>Retry-After</c> header of the response; null for none.</param>
/// <param name="DelayMilliseconds">The delay of the response, 0 to 600 000.</param>
/// <param name="Count">The number of requests, 1 to 10 000.</param>
internal sealed record InjectedFailure(int Status, int? RetryAfterSeconds = null, int DelayMilliseconds = 0, int Count = 1)
{
    /// <summary>The first violated rule; null for none.</summary>
    public string? Problem() => this switch
    {
        { Status: not 200 and (< 400 or > 599) } => "status must be 200, or 400 to 599.",
        { RetryAfterSeconds: < 0 } => "retry_after_seconds must not be negative.",
        { DelayMilliseconds: < 0 or > 600_000 } => "delay_milliseconds must be 0 to 600000.",
        { Count: < 1 or > 10_000 } => "count must be 1 to 10000.",
        _ => null,
    };
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(InjectedFailure))]
internal sealed partial class EntraJsonContext : JsonSerializerContext;
