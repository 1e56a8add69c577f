using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using McpAspire.MockBackend.Entra;

namespace McpAspire.MockBackend.Faults;

/// <summary>Rules to append to the script or to replace it with, and a failure of the local Entra ID's token endpoint.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record FaultRequest(
    [property: Required, MinLength(1), MaxLength(1000)] IReadOnlyList<string> Faults,
    InjectedFailure? Token = null);

/// <summary>The pending rules, in order, and the requests since startup or the last DELETE.</summary>
internal sealed record FaultState(IReadOnlyList<PendingFault> Pending, IReadOnlyList<RequestCount> Requests);

/// <summary>A pending rule as written.</summary>
internal sealed record PendingFault(string Fault, int? Remaining);

/// <summary>The number of requests with one method and path.</summary>
internal sealed record RequestCount(string Method, string Path, int Count, int WithIdempotencyKey, int IdempotencyKeys);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(FaultRequest))]
[JsonSerializable(typeof(FaultState))]
internal sealed partial class FaultJsonContext : JsonSerializerContext;
