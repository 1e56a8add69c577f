namespace McpAspire.ServiceDefaults.Resilience;

/// <summary>Time limits of a request to the backend.</summary>
/// <param name="Attempt">The limit of one attempt: 10 milliseconds to 1 day.</param>
/// <param name="Total">The limit of all attempts and the waits between them: at least <paramref name="Attempt"/>, at most 1 day.</param>
public sealed record BackendTimeouts(TimeSpan Attempt, TimeSpan Total);
