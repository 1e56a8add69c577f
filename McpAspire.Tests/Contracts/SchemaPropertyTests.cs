using McpAspire.Client.Compatibility.Rules;
using McpAspire.Client.Compatibility.Schemas;

namespace McpAspire.Tests.Contracts;

[Trait("Category", "Contract")]
public sealed class SchemaPropertyTests
{
    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public void A_schema_is_the_same_as_itself(int seed)
    {
        var schemas = new SchemaGenerator(seed);
        foreach (var schema in Enumerable.Range(0, 1000).Select(_ => schemas.Make()))
        {
            Assert.True(
                SchemaComparerTests.Compare(schema, schema, Direction.Input).Count == 0 && SchemaComparerTests.Compare(schema, schema, Direction.Output).Count == 0,
                schema);
        }
    }

    [Theory]
    [InlineData(21)]
    [InlineData(22)]
    public void An_input_that_is_loosened_again_and_again_never_breaks(int seed)
    {
        var schemas = new SchemaGenerator(seed);
        for (var round = 0; round < 500; round++)
        {
            var first = schemas.Make();
            var last = first;
            for (var step = 0; step < 4; step++)
            {
                last = schemas.Loosen(last);
                var found = SchemaComparerTests.Compare(first, last, Direction.Input);
                Assert.True(
                    SchemaComparerTests.Worst(found) is null or Grade.Additive,
                    $"{first} → {last}: {string.Join("; ", found.Select(static difference => $"{difference.Rule.Id} at '{difference.Path}'"))}");
            }
        }
    }
}
