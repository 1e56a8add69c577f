using CsCheck;

namespace McpAspire.Tests.Generators;

/// <summary>Runs generated cases that are the same in every run.</summary>
internal static class SeededGen
{
    public static IEnumerable<T> Cases<T>(this Gen<T> gen, uint seed, int count)
    {
        var random = new PCG(seed, 0);
        return Enumerable.Range(0, count).Select(_ => gen.Generate(random, null, out var _));
    }

    /// <summary>Asserts each case. A failing one is shrunk and reported with its seed.</summary>
    public static void SampleCases<T>(this Gen<T> gen, uint seed, int count, Action<T> assert)
    {
        var random = new PCG(seed, 0);
        for (var index = 0; index < count; index++)
        {
            var state = random.State;
            var value = gen.Generate(random, null, out var _);
            try
            {
                assert(value);
            }
            catch
            {
                gen.Sample(assert, seed: random.ToString(state), iter: 10_000, threads: 1);
                throw;
            }
        }
    }
}
