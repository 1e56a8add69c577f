using System.Text.Json;

namespace McpAspire.Server.Calls;

/// <summary>Checks the arguments of a call against the tool's published input schema.</summary>
internal interface IArgumentCheck
{
    /// <summary>
    /// Checks <paramref name="arguments"/> and normalizes other forms of valid values: removes <c>null</c> for an optional argument, and
    /// converts <c>10.0</c> and <c>"10"</c> to 10, and JSON text to the object.
    /// </summary>
    /// <returns>The violations, at most <see cref="ArgumentError.MaxErrors"/>.</returns>
    IReadOnlyList<ArgumentError> Check(IDictionary<string, JsonElement>? arguments);
}
