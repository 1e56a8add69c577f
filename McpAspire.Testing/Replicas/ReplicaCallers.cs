using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace McpAspire.Testing.Replicas;

/// <summary>
/// Callers of the server's tools, half of them with the handshake of the older revisions and half without, reading and writing in turn. A call that fails on
/// its way is repeated, a write with its own key; an answer is compared with the one before the load.
/// </summary>
internal sealed class ReplicaCallers : IAsyncDisposable
{
    public const string TitlePrefix = "Replica ";

    private const int MaxAttempts = 10;

    private static readonly TimeSpan AttemptLimit = TimeSpan.FromSeconds(30);

    private static readonly string[] Revisions = [Revision.November2025, Revision.July2026];

    private static readonly (string Tool, Dictionary<string, object?> Arguments)[] Reads =
    [
        ("get_user_profile", new() { ["user_id"] = "123" }),
        ("list_users", new() { ["skip"] = 5, ["limit"] = 20 }),
    ];

    private readonly CancellationTokenSource _stopping = new();
    private readonly List<McpClient> _clients = [];
    private readonly List<JsonElement> _expected = [];
    private Task _calling = Task.CompletedTask;

    private ReplicaCallers()
    {
    }

    public CallTally Tally { get; } = new();

    /// <summary>Connects them, and asks once for each answer that is right.</summary>
    public static async Task<ReplicaCallers> ConnectAsync(Uri endpoint, int count)
    {
        var callers = new ReplicaCallers();
        for (var number = 0; number < count; number++)
        {
            var transport = new HttpClientTransport(new() { Endpoint = endpoint, TransportMode = HttpTransportMode.StreamableHttp, EnableStandaloneGetStream = false });
            callers._clients.Add(await McpClient.CreateAsync(transport, new() { ProtocolVersion = Revisions[number % Revisions.Length] }));
        }

        foreach (var (tool, arguments) in Reads)
        {
            callers._expected.Add(Content(await callers._clients[0].CallToolAsync(tool, arguments)));
        }

        return callers;
    }

    /// <summary>Lets all of them call, each as fast as it is answered.</summary>
    public void Start() => _calling = Task.WhenAll(_clients.Select((client, number) => CallAsync(client, number / Revisions.Length)));

    /// <summary>Waits for more calls to end.</summary>
    public Task MakeAsync(int calls) => UntilAsync(Tally.MoreAsync(calls));

    /// <summary>Waits for what happens while they call.</summary>
    public async Task UntilAsync(Task happened) => await await Task.WhenAny(happened, _calling);

    /// <summary>Ends when the calls under way have ended.</summary>
    public async Task StopAsync()
    {
        await _stopping.CancelAsync();
        await _calling;
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _calling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var client in _clients)
        {
            await client.DisposeAsync();
        }

        _stopping.Dispose();
    }

    private static JsonElement Content(CallToolResult result) => result is { IsError: not true, StructuredContent: { } content }
        ? content
        : throw new McpException(string.Concat(result.Content.OfType<TextContentBlock>().Select(static block => block.Text)));

    private async Task CallAsync(McpClient client, int turn)
    {
        for (; !_stopping.IsCancellationRequested; turn++)
        {
            await (turn % 2 == 0 ? ReadAsync(client, turn / 2 % Reads.Length) : WriteAsync(client));
        }
    }

    private async Task ReadAsync(McpClient client, int read)
    {
        if (await CallAsync(client, Reads[read].Tool, Reads[read].Arguments) is { } answer && !JsonElement.DeepEquals(_expected[read], answer))
        {
            Tally.Lose($"{Reads[read].Tool}: {answer}");
        }
    }

    private async Task WriteAsync(McpClient client)
    {
        var key = Guid.NewGuid().ToString();
        var title = TitlePrefix + key;
        if (await CallAsync(client, "create_ticket", new() { ["title"] = title, ["description"] = "It prints nothing but stripes.", ["idempotency_key"] = key }) is { } ticket)
        {
            Tally.Created(ticket.GetProperty("title").GetString()!, ticket.GetProperty("id").GetString()!);
        }
    }

    /// <summary>The answer, or nothing if there is none, however often it is asked for.</summary>
    private async Task<JsonElement?> CallAsync(McpClient client, string tool, Dictionary<string, object?> arguments)
    {
        JsonElement? answer = null;
        var attempts = 0;
        while (answer is null && attempts < MaxAttempts)
        {
            attempts++;
            using var limit = new CancellationTokenSource(AttemptLimit);
            try
            {
                answer = Content(await client.CallToolAsync(tool, arguments, cancellationToken: limit.Token));
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException or McpException or OperationCanceledException)
            {
                Tally.Fail($"{client.NegotiatedProtocolVersion} {tool}: {exception.Message}");
            }
        }

        if (answer is null)
        {
            Tally.Lose(tool);
        }

        Tally.End(attempts);
        return answer;
    }
}
