using System.Text.Json;
using McpAspire.ServiceDefaults.OpenApi;

namespace McpAspire.Client.Compatibility.Schemas;

/// <summary>A schema within a document: references start at the document's root.</summary>
/// <param name="Element">The schema.</param>
/// <param name="Root">The document.</param>
/// <param name="Pointer">The position in the document as a JSON pointer; unique, also for merged schemas.</param>
internal readonly record struct SchemaNode(JsonElement Element, JsonElement Root, string Pointer)
{
    /// <summary>Allows everything, like a missing schema.</summary>
    public static SchemaNode Anything { get; } = Of(JsonElement.Parse("true"));

    public static SchemaNode Of(JsonElement document) => new(document, document, string.Empty);

    /// <summary>A member or element of this schema.</summary>
    public SchemaNode Child(string name, JsonElement element) => new(element, Root, $"{Pointer}/{JsonPointer.Escape(name)}");

    /// <summary>Resolves a reference within the document; <see langword="null"/> if its target does not exist or is outside.</summary>
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
            var name = JsonPointer.Unescape(part);
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
