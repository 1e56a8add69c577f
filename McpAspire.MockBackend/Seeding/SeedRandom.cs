namespace McpAspire.MockBackend.Seeding;

/// <summary>Random numbers (SplitMix64) that are the same in every version of .NET, unlike those of <see cref="Random" />.</summary>
internal sealed class SeedRandom(ulong state)
{
    private ulong _state = state;

    /// <summary>A number from 0 to <paramref name="bound" /> − 1.</summary>
    public int Next(int bound) => (int)(NextBits() % (ulong)bound);

    /// <summary>A number from <paramref name="low" /> to <paramref name="high" />, both included.</summary>
    public int Between(int low, int high) => low + Next(high - low + 1);

    /// <summary>True in <paramref name="percent" /> of 100 cases.</summary>
    public bool Chance(int percent) => Next(100) < percent;

    public T Pick<T>(IReadOnlyList<T> items) => items[Next(items.Count)];

    public void Shuffle<T>(T[] items)
    {
        for (var last = items.Length - 1; last > 0; last--)
        {
            var other = Next(last + 1);
            (items[last], items[other]) = (items[other], items[last]);
        }
    }

    /// <summary>An item, chosen in proportion to its weight.</summary>
    public T PickWeighted<T>(params ReadOnlySpan<(T Item, int Weight)> items)
    {
        var total = 0;
        foreach (var (_, weight) in items)
        {
            total += weight;
        }

        var remaining = Next(total);
        foreach (var (item, weight) in items)
        {
            remaining -= weight;
            if (remaining < 0)
            {
                return item;
            }
        }

        throw new ArgumentException("The weights must be positive.", nameof(items));
    }

    private ulong NextBits()
    {
        _state += 0x9E3779B97F4A7C15;
        var mixed = _state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
