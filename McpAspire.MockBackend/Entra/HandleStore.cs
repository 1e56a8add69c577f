using System.Buffers.Text;
using System.Security.Cryptography;

namespace McpAspire.MockBackend.Entra;

/// <summary>Keeps what was given out under handles that nobody can guess. The oldest goes when there is no room for one more.</summary>
/// <param name="capacity">How many it keeps.</param>
internal sealed class HandleStore<T>(int capacity)
    where T : class
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, T> _items = new(StringComparer.Ordinal);
    private readonly Queue<string> _handles = new();

    /// <summary>Keeps the item, and returns its handle.</summary>
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
