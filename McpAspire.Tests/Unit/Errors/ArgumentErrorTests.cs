using System.Text.Json;
using McpAspire.Server.Calls;

namespace McpAspire.Tests.Unit.Errors;

[Trait("Category", "Unit")]
public sealed class ArgumentErrorTests
{
    [Theory]
    [InlineData("user_id", 1, "user_id")]
    [InlineData("x", 128, null)]
    [InlineData("x", 129, 128)]
    [InlineData("é", 21, null)]
    [InlineData("é", 22, 21)]
    [InlineData("🎫", 10, null)]
    [InlineData("🎫", 11, 10)]
    public void Truncates_a_name_at_128_bytes_of_JSON_between_two_characters(string text, int times, object? kept)
    {
        var name = string.Concat(Enumerable.Repeat(text, times));

        var field = new ArgumentError(name, "type", "must be a string").Field;

        Assert.Equal(kept is int most ? string.Concat(Enumerable.Repeat(text, most)) + "…" : name, field);
        Assert.InRange(JsonEncodedText.Encode(field).EncodedUtf8Bytes.Length, 1, 128 + 6);
    }

    [Fact]
    public void Combines_five_errors_and_reports_that_there_are_more()
    {
        var errors = Enumerable.Range(0, 6).Select(number => new ArgumentError($"a{number}", "required", "is required")).ToArray();

        Assert.Equal(
            "Validation failed: a0 is required; a1 is required; a2 is required; a3 is required; a4 is required; and more.",
            ArgumentError.Describe(errors));
        Assert.Equal("Validation failed: a0 is required.", ArgumentError.Describe(errors[..1]));
    }
}
