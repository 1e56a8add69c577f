using System.Net;
using McpAspire.ServiceDefaults.Identity;
using McpAspire.ServiceDefaults.Resilience;

namespace McpAspire.Server.Backend;

/// <summary>The status of a response.</summary>
internal static class BackendStatus
{
    /// <param name="response">The response.</param>
    /// <param name="time">The clock for Retry-After.</param>
    /// <param name="subject">What was requested, in words for the caller.</param>
    /// <param name="hasKey">Whether requests carry a key instead of a token.</param>
    /// <param name="cancellationToken">Cancels the reading of the body.</param>
    /// <exception cref="BackendException">The status is not one of success.</exception>
    public static async Task ThrowUnlessSuccessAsync(
        HttpResponseMessage response, TimeProvider time, string? subject, bool hasKey, CancellationToken cancellationToken)
    {
        if (!response.IsSuccessStatusCode)
        {
            var refusals = response.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity
                ? BackendProblem.Refusals(await response.Content.ReadAsByteArrayAsync(cancellationToken))
                : null;
            throw BackendException.Answered(
                response.StatusCode,
                RetryAfter.Of(response, time),
                refusals,
                subject,
                hadNoToken: !hasKey && response.RequestMessage?.Headers.Authorization is null,
                wasOfUser: response.RequestMessage?.Options.TryGetValue(UserToken.Option, out _) is true);
        }
    }
}
