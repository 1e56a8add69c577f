using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace McpAspire.MockBackend.Faults;

/// <summary>Faults to add at the end of the script.</summary>
/// <param name="Faults">The rules, in order.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record FaultRequest([property: Required, MinLength(1), MaxLength(1000)] IReadOnlyList<string> Faults);
