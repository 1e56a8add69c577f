using System.Text.Json.Nodes;

namespace McpAspire.ServiceDefaults.OpenApi;

/// <summary>Some hosts and models reject unions with null; an optional argument is one that is not required.</summary>
public static class NullUnion
{
    /// <summary>Removes null from the types, values and default of a property's schema.</summary>
    public static void Remove(JsonObject property)
    {
        ArgumentNullException.ThrowIfNull(property);
        if (property["type"] is JsonArray types)
        {
            JsonNode[] plain = [.. types.Where(static type => (string?)type is not "null").Select(static type => type!.DeepClone())];
            property["type"] = plain.Length == 1 ? plain[0] : new JsonArray(plain);
        }

        if (property["enum"] is JsonArray values)
        {
            values.RemoveAll(static value => value is null);
        }

        if (property.TryGetPropertyValue("default", out var initial) && initial is null)
        {
            property.Remove("default");
        }
    }
}
