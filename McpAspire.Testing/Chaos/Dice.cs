namespace McpAspire.Testing.Chaos;

/// <summary>Chances that are the same for the same seed.</summary>
internal sealed class Dice(int seed)
{
#pragma warning disable CA5394 // Not meant to surprise anybody but the servers.
    private readonly Random _random = new(seed);

    public int Next(int below) => _random.Next(below);

    public T Pick<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];

    public void Shuffle<T>(T[] items) => _random.Shuffle(items);
#pragma warning restore CA5394
}
