namespace McpAspire.MockBackend.Entra;

/// <summary>What the token endpoint does with one request instead of answering it.</summary>
/// <param name="Status">The status of the answer, 400 to 599; 200 answers as usual, after the delay.</param>
/// <param name="RetryAfterSeconds">The <c>Retry-After</c> header of the answer; null for none.</param>
/// <param name="DelayMilliseconds">How long the answer waits, 0 to 600 000.</param>
/// <param name="Count">How many requests this holds for, 1 to 10 000.</param>
internal sealed record InjectedFailure(int Status, int? RetryAfterSeconds = null, int DelayMilliseconds = 0, int Count = 1)
{
    /// <summary>The first rule that the values break; null when they break none.</summary>
    public string? Problem() => this switch
    {
        { Status: not 200 and (< 400 or > 599) } => "status must be 200, or 400 to 599.",
        { RetryAfterSeconds: < 0 } => "retry_after_seconds must not be negative.",
        { DelayMilliseconds: < 0 or > 600_000 } => "delay_milliseconds must be 0 to 600000.",
        { Count: < 1 or > 10_000 } => "count must be 1 to 10000.",
        _ => null,
    };
}
