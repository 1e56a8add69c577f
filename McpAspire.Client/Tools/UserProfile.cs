using System.Text.Json;

namespace McpAspire.Client.Tools;

/// <summary>A user, as <c>get_user_profile</c> and <c>list_users</c> return it; <c>Details</c> only if requested.</summary>
internal sealed record UserProfile(
    string Id, string Name, string Email, DateTimeOffset CreatedAt, IReadOnlyDictionary<string, JsonElement>? Details = null);
