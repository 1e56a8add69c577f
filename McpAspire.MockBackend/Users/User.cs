namespace McpAspire.MockBackend.Users;

/// <summary>A user.</summary>
/// <param name="Id">The unique id.</param>
/// <param name="Name">The full name.</param>
/// <param name="Email">The e-mail address.</param>
/// <param name="CreatedAt">When the user was created, in UTC.</param>
/// <param name="Details">More about the user; only when asked for.</param>
internal sealed record User(string Id, string Name, string Email, DateTimeOffset CreatedAt, UserDetails? Details = null);
