using System.ComponentModel;
using System.Text.Json;

namespace McpAspire.Server.Contracts;

/// <summary>A user of the backend.</summary>
internal sealed record UserProfile(
    [property: Description("Unique identifier of the user.")] string Id,
    [property: Description("Full name.")] string Name,
    [property: Description("E-mail address.")] string Email,
    [property: Description("When the account was created, ISO 8601 in UTC.")] DateTimeOffset CreatedAt,
    [property: Description("Further details, only if asked for: department, title, location and the like.")] IReadOnlyDictionary<string, JsonElement>? Details = null);
