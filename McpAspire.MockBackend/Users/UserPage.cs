namespace McpAspire.MockBackend.Users;

/// <summary>One page of users, in the order of their ids.</summary>
/// <param name="Total">How many users there are.</param>
/// <param name="Items">The users of this page.</param>
/// <param name="Skip">How many users come before this page.</param>
/// <param name="Limit">The largest number of users asked for.</param>
internal sealed record UserPage(long Total, IReadOnlyList<User> Items, int Skip, int Limit);
