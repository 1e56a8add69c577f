using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace McpAspire.Testing.Chaos;

/// <summary>
/// Callers that read, write and query as the seed says, and leave every tenth call. A write that was not answered with a ticket is made again later, with the
/// same key.
/// </summary>
internal sealed class ChaosCallers : IAsyncDisposable
{
    private const string TitlePrefix = "Chaos ";

    /// <summary>Longer than the limits of a tool call; who waits longer gets no answer.</summary>
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(30);

    /// <summary>A caller that hears that no replica is ready does not ask again at once.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private static readonly string[] Revisions = [Revision.November2025, Revision.July2026];

    private readonly ConcurrentQueue<string> _open = [];
    private readonly ConcurrentDictionary<string, string> _tickets = [];
    private readonly List<(McpClient Client, Dice Dice)> _callers = [];

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
            callers._callers.Add((client, new Dice(unchecked((seed * 1000) + number))));
        }

        return callers;
    }

    /// <summary>Calls until it is cancelled; calls under way are waited for.</summary>
    public Task CallAsync(ChaosTally tally, CancellationToken stopping) => Task.WhenAll(_callers.Select(async caller =>
    {
        while (!stopping.IsCancellationRequested)
        {
            await CallOnceAsync(caller.Client, caller.Dice, tally);
        }
    }));

    /// <summary>Makes the writes again that were not answered with a ticket; nothing is broken any more.</summary>
    public async Task FinishAsync(ChaosTally tally)
    {
        for (var left = _open.Count; left > 0 && _open.TryDequeue(out var key); left--)
        {
            await WriteAsync(_callers[0].Client, key, leaveAfter: null, tally);
        }
    }

    /// <summary>What the backend has of the tickets; nothing is broken any more.</summary>
    /// <returns>How many there are, how many beyond the first of a write, and how many otherwise than callers were told.</returns>
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

    private Task CallOnceAsync(McpClient client, Dice dice, ChaosTally tally)
    {
        TimeSpan? leaveAfter = dice.Next(10) == 0 ? TimeSpan.FromMilliseconds(1 + dice.Next(300)) : null;
        var number = dice.Next(300);
        var user = string.Create(CultureInfo.InvariantCulture, $"user-{number + 1:D3}");
        return dice.Next(8) switch
        {
            0 or 1 => CallAsync(client, "get_user_profile", new() { ["user_id"] = user }, answer => answer.GetProperty("id").GetString() == user, leaveAfter, tally),
            2 or 3 => CallAsync(client, "list_users", new() { ["skip"] = number, ["limit"] = 20 }, answer => IsPage(answer, "items", number, 20), leaveAfter, tally),
            4 or 5 or 6 => CallAsync(client, "query_data", new() { ["dataset"] = "users", ["skip"] = number, ["limit"] = 50 }, answer => IsPage(answer, "data", number, 50), leaveAfter, tally),
            _ => WriteAsync(client, dice.Next(2) == 0 && _open.TryDequeue(out var key) ? key : Guid.NewGuid().ToString(), leaveAfter, tally),
        };
    }

    /// <summary>After an answer of the backend that was too large, the server asks for shorter pages for a while, and says that more follows.</summary>
    private static bool IsPage(JsonElement answer, string items, int skip, int limit)
    {
        var length = answer.GetProperty(items).GetArrayLength();
        return answer.GetProperty("skip").GetInt32() == skip && (length == limit || (length > 0 && length < limit && answer.GetProperty("next_skip").GetInt32() == skip + length));
    }

    private async Task WriteAsync(McpClient client, string key, TimeSpan? leaveAfter, ChaosTally tally)
    {
        var title = TitlePrefix + key;
        var arguments = new Dictionary<string, object?> { ["title"] = title, ["description"] = "It prints nothing but stripes.", ["idempotency_key"] = key };
        if (await CallAsync(client, "create_ticket", arguments, answer => answer.GetProperty("title").GetString() == title, leaveAfter, tally) is { } ticket)
        {
            _tickets[title] = ticket.GetProperty("id").GetString()!;
        }
        else
        {
            _open.Enqueue(key);
        }
    }

    private static async Task<JsonElement?> CallAsync(McpClient client, string tool, Dictionary<string, object?> arguments, Func<JsonElement, bool> isRight, TimeSpan? leaveAfter, ChaosTally tally)
    {
        using var limit = new CancellationTokenSource(leaveAfter ?? AnswerLimit);
        try
        {
            var result = await client.CallToolAsync(tool, arguments, cancellationToken: limit.Token);
            if (result is { IsError: not true, StructuredContent: { } content } && isRight(content))
            {
                tally.Answer();
                return content;
            }

            AddError(result, tool, tally);
        }
        catch (HttpRequestException exception) when (exception.StatusCode == HttpStatusCode.ServiceUnavailable)
        {
            tally.Refuse();
            await Task.Delay(Pause);
        }
        catch (OperationCanceledException) when (leaveAfter is not null)
        {
            tally.Leave();
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or McpException or OperationCanceledException)
        {
            tally.Fail($"{client.NegotiatedProtocolVersion} {tool}: {exception.Message}");
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
            tally.Fail($"{tool}: {text}");
        }
    }
}
