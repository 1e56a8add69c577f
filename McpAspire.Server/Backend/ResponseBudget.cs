using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using McpAspire.Server.Results;
using Microsoft.Extensions.Options;
using Polly.Timeout;

namespace McpAspire.Server.Backend;

/// <summary>Limits a result to <see cref="BackendOptions.ResponseBudgetBytes"/> by dropping items from its end.</summary>
internal sealed class ResponseBudget(IOptions<BackendOptions> options, TimeProvider time)
{
    /// <summary>Reserved bytes for the JSON-RPC envelope and the members of the page, twice.</summary>
    private const int Envelope = 2048;

    /// <summary>The factor by which fewer items are fetched after a response that was too large.</summary>
    private const int Step = 4;

    /// <summary>Fetches at most <paramref name="limit"/> items, fewer if the response exceeds the size limit.</summary>
    /// <param name="limit">The number of items that the caller requests.</param>
    /// <param name="fetch">Fetches that number from the backend.</param>
    /// <param name="cancellationToken">Cancels the fetch.</param>
    /// <exception cref="BackendException">A single item exceeds the size limit, or <paramref name="fetch"/> failed.</exception>
    /// <exception cref="TimeoutRejectedException">All fetches together reached the time limit of a tool call.</exception>
    public async Task<T> FetchAsync<T>(int limit, Func<int, CancellationToken, Task<T>> fetch, CancellationToken cancellationToken)
    {
        var total = options.Value.Timeouts.Total;
        using var deadline = new CancellationTokenSource(total, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        for (var wanted = limit; ; wanted = Math.Max(1, wanted / Step))
        {
            try
            {
                return await fetch(wanted, either.Token);
            }
            catch (BackendException exception) when (exception.Failure == BackendFailure.TooLarge)
            {
                // The caller requests the rest as the next page.
                if (wanted == 1)
                {
                    throw BackendException.ItemTooLarge();
                }
            }
            catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
            {
                throw new TimeoutRejectedException(total);
            }
        }
    }

    /// <summary>Whether a result of <paramref name="structured"/> and its text fits.</summary>
    public bool Fits(JsonElement structured, string text) => SizeOf(structured, text) <= options.Value.ResponseBudgetBytes - Envelope;

    /// <summary>
    /// The bytes of a value in a result: once as structured content, unless there is none, and once escaped within a text.
    /// </summary>
    public static int SizeOf(JsonElement structured, string text) =>
        (structured.ValueKind is JsonValueKind.Undefined
            ? 0
            : JsonSerializer.SerializeToUtf8Bytes(structured, ServerJsonContext.Default.JsonElement).Length)
            + JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes.Length;

    /// <param name="items">The items.</param>
    /// <param name="type">How an item is written.</param>
    /// <param name="rest">The bytes of the result that are not items.</param>
    /// <returns>The first <paramref name="items"/> that fit.</returns>
    /// <exception cref="BackendException">Not even the first item fits.</exception>
    public IReadOnlyList<T> Cut<T>(IReadOnlyList<T> items, JsonTypeInfo<T> type, int rest = 0)
    {
        var readable = (JsonTypeInfo<T>)ServerJsonContext.Readable.GetTypeInfo(typeof(T))!;
        var left = options.Value.ResponseBudgetBytes - Envelope - rest;
        for (var index = 0; index < items.Count; index++)
        {
            // A result contains each item twice: as structured content, and escaped in a string.
            var structured = JsonSerializer.SerializeToUtf8Bytes(items[index], type).Length;
            var text = JsonEncodedText.Encode(JsonSerializer.SerializeToUtf8Bytes(items[index], readable)).EncodedUtf8Bytes.Length;
            left -= structured + text + 2;
            if (left < 0)
            {
                return index > 0 ? [.. items.Take(index)] : throw BackendException.ItemTooLarge();
            }
        }

        return items;
    }

    /// <returns>The <paramref name="item"/>, if it fits.</returns>
    /// <exception cref="BackendException">The item exceeds the limit.</exception>
    public T Check<T>(T item, JsonTypeInfo<T> type) => Cut([item], type)[0];
}
