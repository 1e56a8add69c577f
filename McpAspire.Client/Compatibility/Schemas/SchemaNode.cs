using System.Text.Json;

namespace McpAspire.Client.Compatibility.Schemas;

/// <summary>A schema within a document: references start at the document's root.</summary>
/// <param name="Element">The schema.</param>
/// <param name="Root">The document.</param>
/// <param name="Pointer">Where the schema is in it, as a JSON pointer; unique, also for those that were put together.</param>
internal readonly record struct SchemaNode(JsonElement Element, JsonElement Root, string Pointer)
{
    /// <summary>Allows everything: what an absent schema means.</summary>
    public static SchemaNode Anything { get; } = Of(JsonElement.Parse("true"));

    public static SchemaNode Of(JsonElement document) => new(document, document, string.Empty);

    /// <summary>A member, or an element, of this one.</summary>
    public SchemaNode Child(string name, JsonElement element) =>
        new(element, Root, $"{Pointer}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}");

    /// <summary>What a reference within the document points to; <see langword="null"/> if nothing, or if it leaves the document.</summary>
    public SchemaNode? Resolve(string reference)
    {
        if (reference is not ['#', ..])
        {
            return null;
        }

        var pointer = Uri.UnescapeDataString(reference[1..]);
        if (pointer.Length > 0 && pointer[0] != '/')
        {
            return null;
        }

        var element = Root;
        foreach (var part in pointer.Split('/').Skip(1))
        {
            var name = part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            if (element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member))
            {
                element = member;
            }
            else if (element.ValueKind == JsonValueKind.Array
                && int.TryParse(name, System.Globalization.CultureInfo.InvariantCulture, out var index)
                && index >= 0
                && index < element.GetArrayLength())
            {
                element = element[index];
            }
            else
            {
                return null;
            }
        }

        return new(element, Root, pointer);
    }
}
