using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Options;

namespace McpAspire.Server.Backend;

/// <summary>Keeps a result within <see cref="BackendOptions.ResponseBudgetBytes"/> by leaving out whole items from its end.</summary>
internal sealed class ResponseBudget(IOptions<BackendOptions> options)
{
    /// <summary>What surrounds the items: the JSON-RPC envelope and the page's own members, twice.</summary>
    private const int Envelope = 2048;

    /// <returns>The longest run of <paramref name="items"/> from the start that fits.</returns>
    /// <exception cref="BackendException">Not even the first item fits.</exception>
    public IReadOnlyList<T> Cut<T>(IReadOnlyList<T> items, JsonTypeInfo<T> type)
    {
        var left = options.Value.ResponseBudgetBytes - Envelope;
        for (var index = 0; index < items.Count; index++)
        {
            // A result carries each item twice: as structured content, and escaped within a string of text.
            var json = JsonSerializer.SerializeToUtf8Bytes(items[index], type);
            left -= json.Length + JsonEncodedText.Encode(json).EncodedUtf8Bytes.Length + 2;
            if (left < 0)
            {
                return index > 0 ? [.. items.Take(index)] : throw BackendException.Unreadable();
            }
        }

        return items;
    }
}
