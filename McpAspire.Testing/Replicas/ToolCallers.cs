using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace McpAspire.Testing.Replicas;

/// <summary>
/// Clients of both protocol eras that read and write in an order that the seed determines, and check every result. A write keeps its
/// idempotency key until it has a result.
/// </summary>
internal sealed class ToolCallers : IAsyncDisposable
{
    private const string TitlePrefix = "Call ";

    /// <summary>Longer than the timeouts of a tool call.</summary>
    private static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Pause after a 503, when no server is ready.</summary>
    private static readonly TimeSpan RefusedPause = TimeSpan.FromMilliseconds(100);

    private static readonly string[] Revisions = [Revision.November2025, Revision.July2026];

    private static readonly string[] ProperErrors = ["SERVICE_ERROR", "TIMEOUT_ERROR", "AUTHENTICATION_ERROR"];

    private readonly int _maxAttempts;
    private readonly int _cancelOneIn;
    private readonly ConcurrentDictionary<string, JsonElement> _pages = [];
    private readonly ConcurrentDictionary<string, string> _tickets = [];
    private readonly ConcurrentQueue<string> _pendingWrites = [];
    private readonly List<(McpClient Client, SeedRandom Random)> _callers = [];
    private CancellationTokenSource _stopping = new();
    private Task _calling = Task.CompletedTask;

    private ToolCallers(int maxAttempts, int cancelOneIn) => (_maxAttempts, _cancelOneIn) = (maxAttempts, cancelOneIn);

    /// <summary>The outcomes of calls; can be replaced between two runs.</summary>
    public CallTally Tally { get; set; } = new();

    /// <summary>Tickets that callers have received.</summary>
    public int Tickets => _tickets.Count;

    /// <summary>Writes without a result.</summary>
    public int PendingWrites => _pendingWrites.Count;

    /// <param name="endpoint">The MCP endpoint.</param>
    /// <param name="count">Number of callers.</param>
    /// <param name="seed">Selects the calls.</param>
    /// <param name="maxAttempts">Maximum attempts of a call; 1 for callers that do not retry.</param>
    /// <param name="cancelOneIn">One call in this many is canceled; 0 for none.</param>
    public static async Task<ToolCallers> ConnectAsync(Uri endpoint, int count, int seed, int maxAttempts, int cancelOneIn = 0)
    {
        var callers = new ToolCallers(maxAttempts, cancelOneIn);
        for (var number = 0; number < count; number++)
        {
            // The default of 5 seconds for the first request is too short while three servers start on two cores.
            McpClientOptions options = new()
            {
                ProtocolVersion = Revisions[number % Revisions.Length],
                DiscoverProbeTimeout = Timeout.InfiniteTimeSpan,
            };
            HttpClientTransportOptions transport = new()
            {
                Endpoint = endpoint,
                TransportMode = HttpTransportMode.StreamableHttp,
                EnableStandaloneGetStream = false,
            };
#pragma warning disable CA2000 // The client owns the transport.
            var client = await McpClient.CreateAsync(new HttpClientTransport(transport), options);
#pragma warning restore CA2000
            callers._callers.Add((client, new SeedRandom(((ulong)seed << 32) + (ulong)number)));
        }

        return callers;
    }

    /// <summary>Starts calling, each caller as fast as it gets results.</summary>
    public void Start()
    {
        _stopping = new();
        _calling = Task.WhenAll(_callers.Select(caller => CallUntilStoppedAsync(caller.Client, caller.Random)));
    }

    /// <summary>Waits for this many further calls.</summary>
    public Task WaitForCallsAsync(int calls) => WhileCallingAsync(Tally.Calls.WaitForAsync(calls));

    /// <summary>Waits for an event; throws if a caller fails before it.</summary>
    public async Task WhileCallingAsync(Task occurred) => await await Task.WhenAny(occurred, _calling);

    /// <summary>Stops calling; calls in flight are completed.</summary>
    public async Task StopAsync()
    {
        await _stopping.CancelAsync();
        await _calling;
    }

    /// <summary>Repeats the writes that have no result. Requires that all faults are cleared.</summary>
    public async Task CompleteWritesAsync()
    {
        for (var left = _pendingWrites.Count; left > 0 && _pendingWrites.TryDequeue(out var key); left--)
        {
            await WriteAsync(_callers[0].Client, key, cancelAfter: null);
        }
    }

    /// <summary>Compares the tickets that callers received with those in the backend. Requires that all faults are cleared.</summary>
    public async Task<StoredTickets> CompareTicketsAsync()
    {
        var stored = new List<KeyValuePair<string, string>>();
        for (int? skip = 0; skip is not null;)
        {
            var arguments = new Dictionary<string, object?> { ["skip"] = skip, ["limit"] = 100 };
            var page = (await _callers[0].Client.CallToolAsync("list_tickets", arguments)).StructuredContent!.Value;
            stored.AddRange(page.GetProperty("items").EnumerateArray()
                .Select(static ticket => KeyValuePair.Create(TextOf(ticket, "title"), TextOf(ticket, "id")))
                .Where(static ticket => ticket.Key.StartsWith(TitlePrefix, StringComparison.Ordinal)));
            skip = page.TryGetProperty("next_skip", out var next) && next.ValueKind == JsonValueKind.Number ? next.GetInt32() : null;
        }

        return StoredTickets.Compare(stored, [.. _tickets]);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _calling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var (client, _) in _callers)
        {
            await client.DisposeAsync();
        }

        _stopping.Dispose();
    }

    private async Task CallUntilStoppedAsync(McpClient client, SeedRandom random)
    {
        while (!_stopping.IsCancellationRequested)
        {
            await CallOnceAsync(client, random);
        }
    }

    private Task CallOnceAsync(McpClient client, SeedRandom random)
    {
        TimeSpan? cancelAfter = _cancelOneIn > 0 && random.Next(_cancelOneIn) == 0 ? TimeSpan.FromMilliseconds(1 + random.Next(300)) : null;
        var skip = 10 * random.Next(20);
        var user = string.Create(CultureInfo.InvariantCulture, $"user-{skip + 1:D3}");
        return random.Next(8) switch
        {
            0 or 1 => CallAsync(
                client, "get_user_profile", new() { ["user_id"] = user }, result => TextOf(result, "id") == user, cancelAfter),
            2 or 3 => ReadPageAsync(client, "list_users", "items", new() { ["skip"] = skip, ["limit"] = 20 }, cancelAfter),
            4 or 5 => ReadPageAsync(
                client, "query_data", "data", new() { ["dataset"] = "users", ["skip"] = skip, ["limit"] = 50 }, cancelAfter),
            _ => WriteAsync(client, _pendingWrites.TryDequeue(out var key) ? key : Guid.NewGuid().ToString(), cancelAfter),
        };
    }

    /// <summary>A full page equals every other page of the same call; a shorter one continues where it ends.</summary>
    private Task<JsonElement?> ReadPageAsync(
        McpClient client, string tool, string rows, Dictionary<string, object?> arguments, TimeSpan? cancelAfter)
    {
        var (skip, limit) = ((int)arguments["skip"]!, (int)arguments["limit"]!);
        return CallAsync(client, tool, arguments, page => page.GetProperty(rows).GetArrayLength() is > 0 and var length && length < limit
            ? page.GetProperty("next_skip").GetInt32() == skip + length
            : JsonElement.DeepEquals(page, _pages.GetOrAdd($"{tool} {skip}", page)), cancelAfter);
    }

    private async Task WriteAsync(McpClient client, string key, TimeSpan? cancelAfter)
    {
        var title = TitlePrefix + key;
        Dictionary<string, object?> arguments = new()
        {
            ["title"] = title,
            ["description"] = "The printout has stripes.",
            ["idempotency_key"] = key,
        };
        if (await CallAsync(client, "create_ticket", arguments, result => TextOf(result, "title") == title, cancelAfter) is { } ticket)
        {
            _tickets[title] = TextOf(ticket, "id");
        }
        else
        {
            _pendingWrites.Enqueue(key);
        }
    }

    private async Task<JsonElement?> CallAsync(
        McpClient client, string tool, Dictionary<string, object?> arguments, Func<JsonElement, bool> isCorrect, TimeSpan? cancelAfter)
    {
        JsonElement? result = null;
        for (var attempt = 1; result is null && attempt <= _maxAttempts; attempt++)
        {
            if (attempt == 2)
            {
                Tally.AddRepetition();
            }

            result = await AttemptAsync(client, tool, arguments, isCorrect, cancelAfter);
        }

        if (result is null && _maxAttempts > 1)
        {
            Tally.Lost.Enqueue(tool);
        }

        Tally.Calls.Increment();
        return result;
    }

    private async Task<JsonElement?> AttemptAsync(
        McpClient client, string tool, Dictionary<string, object?> arguments, Func<JsonElement, bool> isCorrect, TimeSpan? cancelAfter)
    {
        using var timeout = new CancellationTokenSource(cancelAfter ?? AttemptTimeout);
        try
        {
            var result = await client.CallToolAsync(tool, arguments, cancellationToken: timeout.Token);
            if (result is { IsError: not true, StructuredContent: { } content } && isCorrect(content))
            {
                Tally.AddAnswer();
                return content;
            }

            AddError(tool, string.Concat(result.Content.OfType<TextContentBlock>().Select(static block => block.Text)));
        }
        catch (HttpRequestException exception) when (exception.StatusCode == HttpStatusCode.ServiceUnavailable)
        {
            Tally.AddRefusal();
            await Task.Delay(RefusedPause);
        }
        catch (OperationCanceledException) when (cancelAfter is not null)
        {
            Tally.AddCancellation();
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or McpException or OperationCanceledException)
        {
            Tally.Failures.Enqueue($"{client.NegotiatedProtocolVersion} {tool}: {exception.Message}");
        }

        return null;
    }

    private static string TextOf(JsonElement item, string property) => item.GetProperty(property).GetString()!;

    private void AddError(string tool, string text)
    {
        if (ProperErrors.Any(code => text.Contains($"\"error\":\"{code}\"", StringComparison.Ordinal)))
        {
            Tally.AddRefusal();
        }
        else
        {
            Tally.Failures.Enqueue($"{tool}: {text}");
        }
    }
}
