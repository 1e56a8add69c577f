using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using McpAspire.MockBackend.Entra;

namespace McpAspire.MockBackend.Faults;

/// <summary>Faults to add to the script, or to replace it with.</summary>
/// <param name="Faults">The rules, in order.</param>
/// <param name="Token">What the token endpoint of the local Entra ID does.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record FaultRequest(
    [property: Required, MinLength(1), MaxLength(1000)] IReadOnlyList<string> Faults,
    InjectedFailure? Token = null);
