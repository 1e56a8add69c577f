using System.Buffers.Text;
using System.Security.Cryptography;

namespace McpAspire.MockBackend.Entra;

/// <summary>Stores items under unguessable handles. The oldest item is dropped when the store is full.</summary>
/// <param name="capacity">Maximum items.</param>
internal sealed class HandleStore<T>(int capacity)
    where T : class
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, T> _items = new(StringComparer.Ordinal);
    private readonly Queue<string> _handles = new();

    /// <summary>Stores an item, and returns its handle.</summary>
    public string Add(T item)
    {
        var handle = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        lock (_lock)
        {
            if (_handles.Count == capacity)
            {
                _items.Remove(_handles.Dequeue());
            }

            _items.Add(handle, item);
            _handles.Enqueue(handle);
        }

        return handle;
    }

    public T? Find(string handle)
    {
        lock (_lock)
        {
            return _items.GetValueOrDefault(handle);
        }
    }
}
