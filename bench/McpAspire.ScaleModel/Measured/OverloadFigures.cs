namespace McpAspire.ScaleModel.Measured;

/// <summary>What callers get who are more than the server's places.</summary>
/// <param name="Callers">Calls under way at once.</param>
/// <param name="Answered">Calls per second with a result.</param>
/// <param name="RateLimited">Calls per second that were told <c>rate_limited</c>: no place to call the backend.</param>
/// <param name="Refused">Requests per second with 503: no place for a request.</param>
/// <param name="CpuSeconds">The server's CPU in a second.</param>
internal sealed record OverloadFigures(int Callers, double Answered, double RateLimited, double Refused, double CpuSeconds);
