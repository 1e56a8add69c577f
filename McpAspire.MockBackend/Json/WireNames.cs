using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json.Serialization;

namespace McpAspire.MockBackend.Json;

/// <summary>The names of an enum's members in JSON, in query strings and in the database.</summary>
internal static class WireNames<T>
    where T : struct, Enum
{
    private static readonly FrozenDictionary<T, string> Names = Enum.GetValues<T>().ToFrozenDictionary(value => value, NameOf);

    private static readonly FrozenDictionary<string, T> Values =
        Names.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    public static string Of(T value) => Names[value];

    public static T Parse(string name) => Values[name];

    private static string NameOf(T value) =>
        typeof(T).GetField(value.ToString())?.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name ?? value.ToString();
}
