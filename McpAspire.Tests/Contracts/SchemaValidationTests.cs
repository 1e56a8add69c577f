using System.Text.Json;
using CsCheck;
using McpAspire.Client.Compatibility.Rules;
using McpAspire.Client.Compatibility.Schemas;
using McpAspire.Tests.Generators;

namespace McpAspire.Tests.Contracts;

/// <summary>The grades agree with a validator.</summary>
[Trait("Category", "Contract")]
public sealed class SchemaValidationTests
{
    private const int InstancesPerSchema = 60;

    private const int RandomPairs = 1500;

    [Fact]
    public void Additive_changes_reject_nothing_that_was_valid_and_breaking_ones_do()
    {
        var checks = SchemaChanges.All.AsParallel().AsOrdered().Select(static change => (
            change,
            Witness: Witness(change.Before, change.After, change.Direction))).ToList();

        Assert.Empty(checks.Where(static row => row.change.Grade is null or Grade.Additive && row.Witness is not null).Select(Describe));
        Assert.Empty(
            checks.Where(static row => row.change.Grade == Grade.Breaking && (row.Witness is null) != (row.change.NoWitness is not null))
                .Select(Describe));

        static string Describe((SchemaChange Change, string? Witness) row)
        {
            return $"{row.Change.Direction}, {row.Change.Name}: {row.Witness ?? "no value shows that it breaks"}";
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Additive_changes_of_random_schemas_reject_nothing_that_was_valid(uint seed)
    {
        var additive = 0;
        Gen.Select(SchemaChangeGen.Changed, Gen.OneOf(Direction.Input, Direction.Output)).SampleCases(seed, RandomPairs, pair =>
        {
            var ((before, after), direction) = pair;
            if (SchemaComparerTests.Worst(SchemaComparerTests.Compare(before, after, direction)) is null or Grade.Additive)
            {
                additive++;
                var witness = Witness(before, after, direction);
                Assert.True(witness is null, $"{direction}: {before} → {after}: {witness}");
            }
        });

        Assert.InRange(additive, RandomPairs / 10, RandomPairs);
    }

    /// <summary>A value that one schema accepts and the other rejects.</summary>
    private static string? Witness(string before, string after, Direction direction)
    {
        JsonElement[] schemas = [JsonElement.Parse(before), JsonElement.Parse(after)];
        var (was, now) = direction == Direction.Input
            ? (SchemaCheck.Validator(before), SchemaCheck.Validator(after))
            : (SchemaCheck.Validator(after), SchemaCheck.Validator(before));
        return schemas
            .SelectMany(schema => InstanceGen.For(schema, schemas).Cases(seed: 7, InstancesPerSchema))
            .FirstOrDefault(instance => JsonElement.Parse(instance) is var json && was(json) && !now(json));
    }
}
