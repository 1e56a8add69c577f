using System.Globalization;
using McpAspire.MockBackend.Entra;
using McpAspire.Tests.Entra;

namespace McpAspire.Tests.Authorization;

/// <summary>A server that calls its backend on behalf of the caller, with the local Entra ID.</summary>
public sealed class CallerServer : IAsyncLifetime
{
    private readonly ProtectedServer _server = new();

    private ServerHost? _host;

    internal ServerHost Host => _host ?? throw new InvalidOperationException("The server has not started.");

    internal ProtectedBackend Backend => _server.Backend;

    internal LocalEntra Entra => Backend.Entra;

    /// <summary>The settings with the server's own identity.</summary>
    internal (string Name, string Value)[] ProtectedSettings => _server.Settings;

    internal (string Name, string Value)[] Settings => [.. ProtectedSettings, ("BACKEND_IDENTITY", "Caller")];

    public async ValueTask InitializeAsync()
    {
        await _server.InitializeAsync();
        _host = new ServerHost(Backend.Api.BaseAddress!, Settings);
    }

    public async ValueTask DisposeAsync()
    {
        await (_host?.DisposeAsync() ?? ValueTask.CompletedTask);
        await _server.DisposeAsync();
    }

    /// <summary>A token by its name in docs/HTTP_REQUESTS.md.</summary>
    internal string TokenOf(string name) => name.Split(' ') switch
    {
        ["program"] => _server.TokenOf(EntraIds.ClientApp),
        ["narrow"] => NarrowToken(),
        ["user", .. var refusal] => _server.TokenOf(NewUser(refusal)),
        [var wrong] => Entra.Make(
            Enum.Parse<WrongToken>(wrong), Registrations.Server, Registrations.Backend, Registrations.LocalUser),
        _ => throw new FormatException($"Unknown token: {name}"),
    };

    /// <summary>A user's token for the server, with all of its scopes.</summary>
    internal string TokenOf(UserRegistration user, TimeSpan? lifetime = null) => _server.TokenOf(user, lifetime);

    private string NarrowToken()
    {
        var ide = Registrations.FindApp(EntraIds.IdeApp)!;
        var scopes = DelegatedScopes.Read("api://mcp-server/Users.Read", ide).Value!;
        return Entra.AccessTokens.Issue(Registrations.LocalUser, ide, scopes, TimeSpan.FromHours(1));
    }

    private UserRegistration NewUser(string[] refusal)
    {
        var user = Registrations.LocalUser with { ObjectId = Guid.NewGuid().ToString() };
        Entra.Users.Add(user);
        foreach (var number in refusal.Select(static text => int.Parse(text, CultureInfo.InvariantCulture)))
        {
            // A code of Entra ID, or a status; more than the retries.
            var failure = new InjectedFailure(Grant: "on_behalf_of", User: user.ObjectId, Count: 100);
            Entra.Failures.Add(number < 600 ? failure with { Status = number } : failure with { Code = number });
        }

        return user;
    }
}
