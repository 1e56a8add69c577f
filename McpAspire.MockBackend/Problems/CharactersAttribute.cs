using System.ComponentModel.DataAnnotations;

namespace McpAspire.MockBackend.Problems;

/// <summary>A string's length in code points, as JSON Schema counts: an emoji is one, although .NET stores it as two.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
internal sealed class CharactersAttribute(int maximumLength) : StringLengthAttribute(maximumLength)
{
    public override bool IsValid(object? value) =>
        value is not string text || (text.EnumerateRunes().Count() is var length && length >= MinimumLength && length <= MaximumLength);
}
