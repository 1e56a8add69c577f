using Polly;

namespace Microsoft.Extensions.Http.Resilience.Internal;

/// <summary>Stands for Polly's RateLimiterRejectedException, of the same base class.</summary>
internal sealed class TooManyRequestsException() : ExecutionRejectedException("The operation could not be executed because too many requests are under way.");
