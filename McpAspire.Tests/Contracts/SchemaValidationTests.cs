using System.Text.Json;
using McpAspire.Client.Compatibility.Rules;
using McpAspire.Client.Compatibility.Schemas;

namespace McpAspire.Tests.Contracts;

/// <summary>Whether the grades agree with what a validator accepts.</summary>
[Trait("Category", "Contract")]
public sealed class SchemaValidationTests
{
    private const int InstancesPerSchema = 60;

    /// <summary>Pairs of schemas that are made at random, besides those of the table.</summary>
    private const int RandomPairs = 1500;

    [Fact]
    public void What_is_graded_additive_refuses_nothing_that_was_valid_and_what_is_breaking_does()
    {
        var checks = Check([.. SchemaChanges.All.Select(static change => (change.Before, change.After, change.Direction))]);

        var wrong = checks.Zip(SchemaChanges.All).Where(static row => row.Second.Grade is null or Grade.Additive).Where(static row => row.First is not null).Select(static row => $"{row.Second.Direction}, {row.Second.Name}: {row.First}");
        var unproved = checks.Zip(SchemaChanges.All)
            .Where(static row => row.Second.Grade == Grade.Breaking && (row.First is null) != (row.Second.NoWitness is not null))
            .Select(static row => $"{row.Second.Direction}, {row.Second.Name}: {row.First ?? "no value shows that it breaks"}");

        Assert.Empty(wrong);
        Assert.Empty(unproved);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void What_is_graded_additive_refuses_nothing_in_schemas_made_at_random(int seed)
    {
        var schemas = new SchemaGenerator(seed);
        var pairs = new List<(string Before, string After, Direction Direction)>();
        for (var index = 0; index < RandomPairs; index++)
        {
            var before = schemas.Make();
            var after = schemas.Change(before);
            pairs.Add((before, after, index % 2 == 0 ? Direction.Input : Direction.Output));
        }

        var harmless = pairs.Where(static pair => SchemaComparerTests.Worst(SchemaComparerTests.Compare(pair.Before, pair.After, pair.Direction)) is null or Grade.Additive).ToList();
        var checks = Check(harmless);

        Assert.InRange(harmless.Count, RandomPairs / 10, RandomPairs);
        Assert.Empty(harmless.Zip(checks).Where(static row => row.Second is not null).Select(static row => $"{row.First.Direction}: {row.First.Before} → {row.First.After}: {row.Second}"));
    }

    /// <summary>For each pair, a value that the one schema accepts and the other does not: sent before and refused now, or sent now and never promised.</summary>
    private static IReadOnlyList<string?> Check(IReadOnlyList<(string Before, string After, Direction Direction)> pairs)
    {
        return [.. pairs.AsParallel().AsOrdered().Select(static (pair, index) =>
        {
            var (before, after) = (JsonElement.Parse(pair.Before), JsonElement.Parse(pair.After));
            var generator = new InstanceGenerator(index, before, after);
            var instances = generator.Make(before, InstancesPerSchema).Concat(generator.Make(after, InstancesPerSchema));
            var (from, to) = pair.Direction == Direction.Input ? (pair.Before, pair.After) : (pair.After, pair.Before);
            var (wasValid, isValid) = (SchemaCheck.Validator(from), SchemaCheck.Validator(to));
            return instances.FirstOrDefault(instance => JsonElement.Parse(instance) is var json && wasValid(json) && !isValid(json));
        })];
    }
}
