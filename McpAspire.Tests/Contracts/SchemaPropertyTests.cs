using McpAspire.Client.Compatibility.Rules;
using McpAspire.Client.Compatibility.Schemas;
using McpAspire.Tests.Generators;

namespace McpAspire.Tests.Contracts;

[Trait("Category", "Contract")]
public sealed class SchemaPropertyTests
{
    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public void A_schema_equals_itself(uint seed) => SchemaGen.Schema.SampleCases(seed, count: 1000, static schema =>
    {
        Assert.Empty(SchemaComparerTests.Compare(schema, schema, Direction.Input));
        Assert.Empty(SchemaComparerTests.Compare(schema, schema, Direction.Output));
    });

    [Theory]
    [InlineData(21)]
    [InlineData(22)]
    public void Loosening_an_input_repeatedly_never_breaks_it(uint seed) =>
        SchemaChangeGen.Loosened.SampleCases(seed, count: 500, static schemas =>
        Assert.All(schemas.Looser, looser =>
        {
            var found = SchemaComparerTests.Compare(schemas.First, looser, Direction.Input);
            Assert.True(
                SchemaComparerTests.Worst(found) is null or Grade.Additive,
                $"{schemas.First} → {looser}: {SchemaComparerTests.Text(found)}");
        }));
}
