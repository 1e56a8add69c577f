using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using McpAspire.Tests.Protocol;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace McpAspire.ReplicaBench.Chaos;

/// <summary>
/// Callers that read, write and query as the seed says, and leave every tenth call. A write that was not answered with a ticket is made again later, with the
/// same key.
/// </summary>
internal sealed class ChaosCallers : IAsyncDisposable
{
    private const string TitlePrefix = "Chaos ";

    /// <summary>Longer than the limits of a tool call; who waits longer gets no answer.</summary>
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(30);

    private static readonly string[] Revisions = [Revision.November2025, Revision.July2026];

    private readonly ConcurrentQueue<string> _open = [];
    private readonly ConcurrentDictionary<string, string> _tickets = [];
    private readonly List<(McpClient Client, Random Random)> _callers = [];

    private ChaosCallers()
    {
    }

    /// <summary>Tickets that callers were told of.</summary>
    public int Tickets => _tickets.Count;

    /// <summary>Writes that were not answered with a ticket.</summary>
    public int Open => _open.Count;

    public static async Task<ChaosCallers> ConnectAsync(Uri endpoint, int count, int seed)
    {
        var callers = new ChaosCallers();
        for (var number = 0; number < count; number++)
        {
#pragma warning disable CA2000 // The client owns it.
            var transport = new HttpClientTransport(new() { Endpoint = endpoint, TransportMode = HttpTransportMode.StreamableHttp, EnableStandaloneGetStream = false });
#pragma warning restore CA2000
            var client = await McpClient.CreateAsync(transport, new() { ProtocolVersion = Revisions[number % Revisions.Length] });
#pragma warning disable CA5394 // The same calls in every run are wanted.
            callers._callers.Add((client, new Random(unchecked((seed * 1000) + number))));
#pragma warning restore CA5394
        }

        return callers;
    }

    /// <summary>Calls until it is cancelled; calls under way are waited for.</summary>
    public Task CallAsync(ChaosTally tally, CancellationToken stopping) => Task.WhenAll(_callers.Select(async caller =>
    {
        while (!stopping.IsCancellationRequested)
        {
            await CallOnceAsync(caller.Client, caller.Random, tally);
        }
    }));

    /// <summary>Whether a call is answered as it should be.</summary>
    public async Task<bool> IsServedAsync()
    {
        var tally = new ChaosTally();
        await CallAsync(_callers[0].Client, "get_user_profile", new() { ["user_id"] = "123" }, leaveAfter: null, tally);
        return tally.Answered == 1;
    }

    /// <summary>Makes the writes again that were not answered with a ticket; nothing is broken any more.</summary>
    public async Task FinishAsync(ChaosTally tally)
    {
        for (var left = _open.Count; left > 0 && _open.TryDequeue(out var key); left--)
        {
            await WriteAsync(_callers[0].Client, key, leaveAfter: null, tally);
        }
    }

    /// <summary>What the backend has of the tickets.</summary>
    public async Task<(int Stored, int Duplicates, int Unknown)> CompareAsync()
    {
        var stored = new List<KeyValuePair<string, string>>();
        for (int? skip = 0; skip is not null;)
        {
            var page = (await _callers[0].Client.CallToolAsync("list_tickets", new Dictionary<string, object?> { ["skip"] = skip, ["limit"] = 100 })).StructuredContent!.Value;
            stored.AddRange(page.GetProperty("items").EnumerateArray()
                .Select(static ticket => KeyValuePair.Create(ticket.GetProperty("title").GetString()!, ticket.GetProperty("id").GetString()!))
                .Where(static ticket => ticket.Key.StartsWith(TitlePrefix, StringComparison.Ordinal)));
            skip = page.TryGetProperty("next_skip", out var next) && next.ValueKind == JsonValueKind.Number ? next.GetInt32() : null;
        }

        return (stored.Count, stored.Count - stored.DistinctBy(static ticket => ticket.Key).Count(), stored.Except(_tickets).Count() + _tickets.Except(stored).Count());
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (client, _) in _callers)
        {
            await client.DisposeAsync();
        }
    }

#pragma warning disable CA5394 // As above.
    private Task CallOnceAsync(McpClient client, Random random, ChaosTally tally)
    {
        TimeSpan? leaveAfter = random.Next(10) == 0 ? TimeSpan.FromMilliseconds(1 + random.Next(300)) : null;
        return random.Next(4) switch
        {
            0 => CallAsync(client, "get_user_profile", new() { ["user_id"] = "123" }, leaveAfter, tally),
            1 => CallAsync(client, "list_users", new() { ["limit"] = 20 }, leaveAfter, tally),
            2 => CallAsync(client, "query_data", new() { ["dataset"] = "users", ["limit"] = 50 }, leaveAfter, tally),
            _ => WriteAsync(client, random.Next(2) == 0 && _open.TryDequeue(out var key) ? key : Guid.NewGuid().ToString(), leaveAfter, tally),
        };
    }
#pragma warning restore CA5394

    private async Task WriteAsync(McpClient client, string key, TimeSpan? leaveAfter, ChaosTally tally)
    {
        var arguments = new Dictionary<string, object?> { ["title"] = TitlePrefix + key, ["description"] = "It prints nothing but stripes.", ["idempotency_key"] = key };
        if (await CallAsync(client, "create_ticket", arguments, leaveAfter, tally) is { } ticket)
        {
            _tickets[ticket.GetProperty("title").GetString()!] = ticket.GetProperty("id").GetString()!;
        }
        else
        {
            _open.Enqueue(key);
        }
    }

    private static async Task<JsonElement?> CallAsync(McpClient client, string tool, Dictionary<string, object?> arguments, TimeSpan? leaveAfter, ChaosTally tally)
    {
        using var limit = new CancellationTokenSource(leaveAfter ?? AnswerLimit);
        try
        {
            var result = await client.CallToolAsync(tool, arguments, cancellationToken: limit.Token);
            if (result is { IsError: not true, StructuredContent: { } content })
            {
                tally.Answer();
                return content;
            }

            AddError(result, tool, tally);
        }
        catch (HttpRequestException exception) when (exception.StatusCode == HttpStatusCode.ServiceUnavailable)
        {
            tally.Refuse();
        }
        catch (OperationCanceledException) when (leaveAfter is not null)
        {
            tally.Leave();
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or McpException or OperationCanceledException)
        {
            tally.Unanswered.Enqueue($"{client.NegotiatedProtocolVersion} {tool}: {exception.Message}");
        }

        return null;
    }

    private static void AddError(CallToolResult result, string tool, ChaosTally tally)
    {
        var text = string.Concat(result.Content.OfType<TextContentBlock>().Select(static block => block.Text));
        if (text.Contains("\"error\":\"SERVICE_ERROR\"", StringComparison.Ordinal) || text.Contains("\"error\":\"TIMEOUT_ERROR\"", StringComparison.Ordinal) || text.Contains("\"error\":\"AUTHENTICATION_ERROR\"", StringComparison.Ordinal))
        {
            tally.Refuse();
        }
        else
        {
            tally.Unanswered.Enqueue($"{tool}: {text}");
        }
    }
}
