using System.Text.Json.Serialization;

namespace McpAspire.MockBackend.Users;

/// <summary>A user.</summary>
internal sealed record UserProfile(string Id, string Name, string Email, DateTimeOffset CreatedAt, UserDetails? Details = null);

/// <summary>Details of a user beyond the profile.</summary>
internal sealed record UserDetails(
    string Department, string Title, string Location, bool Active, string? ManagerId = null, string? Phone = null);

/// <summary>One page of users, by id.</summary>
internal sealed record UserPage(long Total, IReadOnlyList<UserProfile> Items, int Skip, int Limit);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(UserProfile))]
[JsonSerializable(typeof(UserPage))]
internal sealed partial class UserJsonContext : JsonSerializerContext;
