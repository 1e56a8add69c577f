namespace McpAspire.ScaleModel.Measured;

/// <summary>What it costs the server to say no, in microseconds of CPU.</summary>
/// <param name="Refused">A request with 503: no place for a request.</param>
/// <param name="RateLimited">A call with <c>rate_limited</c>: no place to call the backend.</param>
internal sealed record RefusalFigures(double Refused, double RateLimited);
