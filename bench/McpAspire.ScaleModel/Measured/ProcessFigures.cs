namespace McpAspire.ScaleModel.Measured;

/// <summary>What else one server does for its calls.</summary>
/// <param name="LogBytesPerCall">What it writes to standard output for one call, in the JSON of production.</param>
/// <param name="MetricSeries">Series of one scrape, after calls of two tools.</param>
/// <param name="ScrapeBytes">Size of that scrape, uncompressed.</param>
/// <param name="TokenRequests">Requests for a token in all of the run.</param>
internal sealed record ProcessFigures(double LogBytesPerCall, int MetricSeries, long ScrapeBytes, int TokenRequests);
