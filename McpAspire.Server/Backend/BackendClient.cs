using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using McpAspire.Server.Results;
using McpAspire.ServiceDefaults.Resilience;

namespace McpAspire.Server.Backend;

/// <summary>The backend's REST API, a method for each route that a tool needs.</summary>
/// <exception cref="BackendException">Any method: the backend answered with a status other than success or with a body that cannot be used, or too many calls are under way.</exception>
/// <exception cref="HttpRequestException">Any method: the backend could not be reached.</exception>
internal sealed class BackendClient(HttpClient http, BackendBulkhead bulkhead, TimeProvider time)
{
    private const string JsonType = "application/json";

    private static readonly BackendJsonContext Json = BackendJsonContext.Default;

    public Task<UserProfile> GetUserAsync(string id, bool details, CancellationToken cancellationToken) =>
        GetAsync($"users/{Uri.EscapeDataString(id)}?details={(details ? "true" : "false")}", Json.UserProfile, cancellationToken);

    public Task<BackendPage<UserProfile>> ListUsersAsync(int skip, int limit, CancellationToken cancellationToken) =>
        GetAsync(string.Create(CultureInfo.InvariantCulture, $"users?skip={skip}&limit={limit}"), Json.BackendPageUserProfile, cancellationToken);

    public Task<BackendPage<Ticket>> ListTicketsAsync(TicketStatus? status, int skip, int limit, CancellationToken cancellationToken)
    {
        var filter = status is { } wanted ? $"status={JsonSerializer.SerializeToElement(wanted, Json.TicketStatus).GetString()}&" : string.Empty;
        return GetAsync(string.Create(CultureInfo.InvariantCulture, $"tickets?{filter}skip={skip}&limit={limit}"), Json.BackendPageTicket, cancellationToken);
    }

    /// <param name="ticket">The ticket.</param>
    /// <param name="idempotencyKey">The backend makes one ticket of all requests with this key; so this request may be repeated.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    public Task<Ticket> CreateTicketAsync(NewTicket ticket, string idempotencyKey, CancellationToken cancellationToken) =>
        PostAsync("tickets", ticket, Json.NewTicket, Json.Ticket, idempotencyKey, cancellationToken);

    public Task<BackendRows> QueryAsync(string dataset, BackendQuery query, CancellationToken cancellationToken) =>
        PostAsync($"data/{Uri.EscapeDataString(dataset)}/query", query, Json.BackendQuery, Json.BackendRows, idempotencyKey: null, cancellationToken);

    /// <summary>Asks for the backend's health; an answer other than success is a <see cref="BackendException"/>. Takes no place of a call.</summary>
    public async Task CheckHealthAsync(CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync(new Uri("health", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        await ThrowUnlessSuccessAsync(response, cancellationToken);
    }

    private async Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        return await SendAsync(request, type, cancellationToken);
    }

    private async Task<T> PostAsync<TBody, T>(string path, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<T> type, string? idempotencyKey, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = JsonContent.Create(body, bodyType) };
        if (idempotencyKey is not null)
        {
            request.Headers.Add(BackendResilience.IdempotencyKeyHeader, idempotencyKey);
        }

        return await SendAsync(request, type, cancellationToken);
    }

    private async Task<T> SendAsync<T>(HttpRequestMessage request, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var place = bulkhead.Enter();
        // BoundedBodyHandler receives the body; to have HttpClient do it, too, would copy it once more.
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        await ThrowUnlessSuccessAsync(response, cancellationToken);
        if (response.Content.Headers.ContentType?.MediaType?.Equals(JsonType, StringComparison.OrdinalIgnoreCase) is not true)
        {
            throw BackendException.Unreadable();
        }

        try
        {
            return await response.Content.ReadFromJsonAsync(type, cancellationToken) ?? throw BackendException.Unreadable();
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException or InvalidOperationException)
        {
            throw BackendException.Unreadable(exception);
        }
    }

    private async Task ThrowUnlessSuccessAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (!response.IsSuccessStatusCode)
        {
            var refusals = response.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity
                ? BackendProblem.Refusals(await response.Content.ReadAsByteArrayAsync(cancellationToken))
                : null;
            throw BackendException.Answered(response.StatusCode, RetryAfter.Of(response, time), refusals);
        }
    }
}
