using System.Collections.Concurrent;

namespace McpAspire.MockBackend.Entra;

/// <summary>The users of the tenant.</summary>
internal sealed class UserDirectory
{
    private readonly ConcurrentDictionary<string, UserRegistration> _users = new(
        Registrations.Users.Select(static user => KeyValuePair.Create(user.ObjectId, user)), StringComparer.OrdinalIgnoreCase);

    public void Add(UserRegistration user) => _users[user.ObjectId] = user;

    public UserRegistration? FindById(string objectId) => _users.GetValueOrDefault(objectId);

    public UserRegistration? FindByName(string signInName) =>
        _users.Values.FirstOrDefault(user => user.PreferredUserName.Equals(signInName, StringComparison.OrdinalIgnoreCase));
}
