using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using McpAspire.Server.Identity;
using McpAspire.Server.Results;
using McpAspire.ServiceDefaults.Identity;
using McpAspire.ServiceDefaults.Resilience;

namespace McpAspire.Server.Backend;

/// <summary>The backend's REST API, with a method for each route that tools use.</summary>
/// <exception cref="BackendException">Any method: a status other than success, an invalid body, or too many calls in flight.</exception>
/// <exception cref="UserTokenException">Any method: the user's token could not be exchanged.</exception>
/// <exception cref="HttpRequestException">Any method: the backend could not be reached.</exception>
internal sealed class BackendClient(HttpClient http, BackendBulkhead bulkhead, CallerIdentity caller, TimeProvider time)
{
    private const string JsonType = "application/json";

    private static readonly BackendJsonContext Json = BackendJsonContext.Default;

    public Task<BackendDatasets> ListDatasetsAsync(CancellationToken cancellationToken) =>
        GetAsync("datasets", Json.BackendDatasets, cancellationToken);

    public Task<UserProfile> GetUserAsync(string id, bool details, CancellationToken cancellationToken) => GetAsync(
        $"users/{Uri.EscapeDataString(id)}?details={(details ? "true" : "false")}",
        Json.UserProfile,
        cancellationToken,
        subject: $"user with id '{id}'");

    public Task<BackendPage<UserProfile>> ListUsersAsync(int skip, int limit, CancellationToken cancellationToken) =>
        GetAsync(FormattableString.Invariant($"users?skip={skip}&limit={limit}"), Json.BackendPageUserProfile, cancellationToken);

    public Task<BackendPage<Ticket>> ListTicketsAsync(TicketStatus? status, int skip, int limit, CancellationToken cancellationToken)
    {
        var filter = status is { } wanted
            ? $"status={JsonSerializer.SerializeToElement(wanted, Json.TicketStatus).GetString()}&"
            : string.Empty;
        var path = FormattableString.Invariant($"tickets?{filter}skip={skip}&limit={limit}");
        return GetAsync(path, Json.BackendPageTicket, cancellationToken);
    }

    /// <param name="ticket">The ticket.</param>
    /// <param name="idempotencyKey">The backend creates one ticket for all requests with this key, so the request may be repeated.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    public Task<Ticket> CreateTicketAsync(NewTicket ticket, string idempotencyKey, CancellationToken cancellationToken) =>
        PostAsync("tickets", ticket, Json.NewTicket, Json.Ticket, cancellationToken, idempotencyKey: idempotencyKey);

    public Task<BackendRows> QueryAsync(string dataset, BackendQuery query, CancellationToken cancellationToken) => PostAsync(
        $"data/{Uri.EscapeDataString(dataset)}/query",
        query,
        Json.BackendQuery,
        Json.BackendRows,
        cancellationToken,
        subject: $"dataset named '{dataset}'");

    /// <summary>Requests the backend's health. Not limited by the bulkhead.</summary>
    public async Task CheckHealthAsync(CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync(
            new Uri("health", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        await BackendStatus.ThrowUnlessSuccessAsync(response, time, null, hasKey: false, cancellationToken);
    }

    private async Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken, string? subject = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        return await SendAsync(request, type, subject, cancellationToken);
    }

    private async Task<T> PostAsync<TBody, T>(
        string path,
        TBody body,
        JsonTypeInfo<TBody> bodyType,
        JsonTypeInfo<T> type,
        CancellationToken cancellationToken,
        string? subject = null,
        string? idempotencyKey = null)
    {
        // As bytes, so that the request has a Content-Length: some backends reject chunked bodies.
        using var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, bodyType));
        content.Headers.ContentType = new(JsonType, "utf-8");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = content };
        if (idempotencyKey is not null)
        {
            request.Headers.Add(BackendResilience.IdempotencyKeyHeader, idempotencyKey);
        }

        return await SendAsync(request, type, subject, cancellationToken);
    }

    private async Task<T> SendAsync<T>(
        HttpRequestMessage request, JsonTypeInfo<T> type, string? subject, CancellationToken cancellationToken)
    {
        caller.AddTo(request);
        using var permit = bulkhead.Enter();
        // BoundedBodyHandler buffers the body; buffering here would copy it twice.
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        await BackendStatus.ThrowUnlessSuccessAsync(response, time, subject, hasKey: false, cancellationToken);
        var status = $"status {(int)response.StatusCode}";
        if (response.Content.Headers.ContentType?.MediaType?.Equals(JsonType, StringComparison.OrdinalIgnoreCase) is not true)
        {
            throw BackendException.Unreadable($"{status}, expected {JsonType}");
        }

        try
        {
            return await response.Content.ReadFromJsonAsync(type, cancellationToken)
                ?? throw BackendException.Unreadable($"{status}, expected {typeof(T).Name}, not null");
        }
        catch (JsonException exception)
        {
            throw BackendException.Unreadable($"{status}, at {exception.Path ?? "$"}, expected {typeof(T).Name}", exception);
        }
        catch (Exception exception) when (exception is NotSupportedException or InvalidOperationException)
        {
            throw BackendException.Unreadable($"{status}, expected {typeof(T).Name} in UTF-8", exception);
        }
    }
}
