using System.Net.Mime;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using McpAspire.Server.Backend;
using McpAspire.Server.Calls;
using McpAspire.Server.Identity;
using McpAspire.Server.Results;
using McpAspire.ServiceDefaults.OpenApi;
using Microsoft.AspNetCore.Authorization;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace McpAspire.Server.OpenApi;

/// <summary>An operation of a REST API as a tool.</summary>
internal sealed class GeneratedTool : McpServerTool
{
    private static readonly TimeSpan CheckInterval = TimeSpan.FromSeconds(1);

    private readonly ApiTool _tool;
    private readonly ApiClient _client;
    private readonly ResponseBudget _budget;
    private readonly ApiDrift _drift;
    private readonly ToolSchema? _output;
    private readonly TimeProvider _time;
    private long _checkedAt;
    private volatile bool _hasDrifted;

    public GeneratedTool(
        OfferedTool offered, ApiClient client, ResponseBudget budget, BackendOptions backend, ApiDrift drift, TimeProvider time)
    {
        var tool = offered.Definition;
        (_tool, _output, _client, _budget, _drift, _time) = (tool, offered.Output, client, budget, drift, time);
        Metadata = [new AuthorizeAttribute(tool.Permission)];
        ProtocolTool = new()
        {
            Name = tool.Name,
            Title = tool.Title,
            Description = tool.Description,
            InputSchema = offered.Input.Source,
            OutputSchema = offered.Output?.Source,
            Annotations = new()
            {
                Title = tool.Title,
                ReadOnlyHint = tool.IsReadOnly,
                DestructiveHint = tool.IsDestructive,
                IdempotentHint = tool.IsIdempotent,
                OpenWorldHint = tool.Settings.OpenWorld,
            },
            Meta = ToolMeta.Create(backend, client.Timeouts.Total),
        };
    }

    public override Tool ProtocolTool { get; }

    public override IReadOnlyList<object> Metadata { get; }

    public override async ValueTask<CallToolResult> InvokeAsync(
        RequestContext<CallToolRequestParams> request, CancellationToken cancellationToken = default)
    {
        var arguments = request.Params?.Arguments ?? new Dictionary<string, JsonElement>();
        using var message = ApiRequest.Create(_client.Api, _client.Address, _tool, arguments, request.User);
        request.Services!.GetRequiredService<CallerIdentity>().AddTo(message);
        try
        {
            using var response = await _client.SendAsync(message, cancellationToken);
            return await ReadAsync(response, cancellationToken);
        }
        catch (BackendException exception) when (exception.Failure is BackendFailure.TooLarge)
        {
            throw BackendException.ResultTooLarge(_tool.Narrowing);
        }
    }

    private static bool IsJson(string type) => type.Equals(MediaTypeNames.Application.Json, StringComparison.OrdinalIgnoreCase)
        || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase) || type.Equals("text/json", StringComparison.OrdinalIgnoreCase);

    private static bool IsText(string type) => type.StartsWith("text/", StringComparison.OrdinalIgnoreCase)
        || type.EndsWith("xml", StringComparison.OrdinalIgnoreCase);

    private static TextContentBlock Text(string text) => new() { Text = text };

    private async Task<CallToolResult> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        body = body.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? body[Encoding.UTF8.Preamble.Length..] : body;
        var type = response.Content.Headers.ContentType?.MediaType ?? string.Empty;
        if (body.Length == 0)
        {
            return _output is not null && status is StatusCodes.Status200OK && _client.Api.Options.Strict
                ? throw BackendException.Unreadable("status 200, expected a body")
                : new() { Content = [Text($"Done: the API returned status {status} without content.")] };
        }

        if (!IsJson(type))
        {
            return _output is null && IsText(type) && Encoding.UTF8.GetString(body) is var text
                ? _budget.Fits(default, text) ? new() { Content = [Text(text)] } : throw BackendException.ResultTooLarge(_tool.Narrowing)
                : throw BackendException.Unreadable($"status {status}, expected application/json");
        }

        try
        {
            return ResultOf(status, JsonElement.Parse(_tool.Wrapper is { } name ? Wrap(name, body) : body));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw BackendException.Unreadable($"status {status}, expected JSON in UTF-8", exception);
        }
    }

    private static byte[] Wrap(string name, byte[] body) => [.. "{\""u8, .. Encoding.UTF8.GetBytes(name), .. "\":"u8, .. body, .. "}"u8];

    private CallToolResult ResultOf(int status, JsonElement value)
    {
        if (_output is not null)
        {
            var (isStrict, isDue) = (_client.Api.Options.Strict, IsDue());
            if (isStrict || isDue || _hasDrifted)
            {
                _hasDrifted = _drift.Check(_tool.Name, _output, value, status, isStrict, isDue);
            }
        }

        var text = TextOf(value);
        var note = string.Empty;
        if (!_budget.Fits(value, text))
        {
            (value, note) = Cut(value);
            text = TextOf(value);
        }

        return new()
        {
            Content = note.Length > 0 ? [Text(text), Text(note)] : [Text(text)],
            StructuredContent = _output is not null && value.ValueKind is JsonValueKind.Object ? value : null,
        };
    }

    /// <summary>
    /// Checking a response costs more than the rest of the call: while responses conform, and without Strict, one a second is checked.
    /// </summary>
    private bool IsDue()
    {
        var last = Volatile.Read(ref _checkedAt);
        return (last == 0 || _time.GetElapsedTime(last) >= CheckInterval)
            && Interlocked.CompareExchange(ref _checkedAt, _time.GetTimestamp(), last) == last;
    }

    private static string TextOf(JsonElement value) => JsonSerializer.Serialize(value, ServerJsonContext.Readable.JsonElement);

    /// <summary>Leaves out whole items from the end of the page.</summary>
    /// <exception cref="BackendException">The tool has no page, or not even its first item fits.</exception>
    private (JsonElement Value, string Note) Cut(JsonElement value)
    {
        var root = JsonNode.Parse(value.GetRawText());
        if (_tool.Settings.Items is not { } path || Page(root, path) is not { } page)
        {
            throw BackendException.ResultTooLarge(_tool.Narrowing);
        }

        JsonElement[] items = [.. page.Select(static item => JsonElement.Parse(item?.ToJsonString() ?? "null"))];
        page.Clear();
        var rest = JsonElement.Parse(root!.ToJsonString());
        var fitting = _budget.Cut(items, ServerJsonContext.Default.JsonElement, ResponseBudget.SizeOf(rest, TextOf(rest)));
        foreach (var item in fitting)
        {
            page.Add(JsonNode.Parse(item.GetRawText()));
        }

        var arguments = _tool.Narrowing.Any() ? $" ({string.Join(", ", _tool.Narrowing)})" : string.Empty;
        return (
            JsonElement.Parse(root.ToJsonString()),
            $"Truncated: {fitting.Count} of the {items.Length} items of this response fit into the result. "
                + $"To get all, request fewer at once{arguments}.");
    }

    private JsonArray? Page(JsonNode? root, string path)
    {
        foreach (var name in path is "$" ? [] : path.Split('.'))
        {
            root = (root as JsonObject)?[name];
        }

        return (path is "$" && _tool.Wrapper is { } wrapper ? root?[wrapper] : root) as JsonArray;
    }
}
