using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using McpAspire.Server.Contracts;

namespace McpAspire.Server.Backend;

/// <summary>The backend's REST API, a method for each route that a tool needs.</summary>
/// <exception cref="BackendException">Any method: the backend answered with a status other than success, or with a body that cannot be read.</exception>
/// <exception cref="HttpRequestException">Any method: the backend could not be reached.</exception>
internal sealed class BackendClient(HttpClient http, TimeProvider time)
{
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

    public Task<Ticket> CreateTicketAsync(NewTicket ticket, CancellationToken cancellationToken) =>
        PostAsync("tickets", ticket, Json.NewTicket, Json.Ticket, cancellationToken);

    public Task<BackendRows> QueryAsync(string dataset, BackendQuery query, CancellationToken cancellationToken) =>
        PostAsync($"data/{Uri.EscapeDataString(dataset)}/query", query, Json.BackendQuery, Json.BackendRows, cancellationToken);

    /// <summary>Asks for the backend's health; an answer other than success is a <see cref="BackendException"/>.</summary>
    public async Task CheckHealthAsync(CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync(new Uri("health", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        ThrowUnlessSuccess(response);
    }

    private async Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync(new Uri(path, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        return await ReadAsync(response, type, cancellationToken);
    }

    private async Task<T> PostAsync<TBody, T>(string path, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = JsonContent.Create(body, bodyType) };
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        return await ReadAsync(response, type, cancellationToken);
    }

    private async Task<T> ReadAsync<T>(HttpResponseMessage response, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        ThrowUnlessSuccess(response);
        try
        {
            return await response.Content.ReadFromJsonAsync(type, cancellationToken) ?? throw BackendException.Unreadable();
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException or IOException)
        {
            throw BackendException.Unreadable(exception);
        }
    }

    private void ThrowUnlessSuccess(HttpResponseMessage response)
    {
        if (!response.IsSuccessStatusCode)
        {
            var wait = response.Headers.RetryAfter;
            throw new BackendException(response.StatusCode, wait?.Delta ?? (wait?.Date - time.GetUtcNow()));
        }
    }
}
