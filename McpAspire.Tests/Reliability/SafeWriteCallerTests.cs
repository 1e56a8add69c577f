using McpAspire.MockBackend.Entra;
using McpAspire.Tests.Integration;

namespace McpAspire.Tests.Reliability;

/// <summary>Equal keys of two callers are different keys, although the backend sees only the server.</summary>
[Trait("Category", "Integration")]
[Trait("Server", "Program")]
public sealed class SafeWriteCallerTests(ProtectedServer server) : IClassFixture<ProtectedServer>
{
    private static readonly AppRegistration App = Registrations.FindApp(EntraIds.ClientApp)!;

    public static TheoryData<string, string> Others() => new()
    {
        { "eeeeeeee-0000-0000-0000-000000000001", "eeeeeeee-0000-0000-0000-000000000002" },
        { "eeeeeeee-0000-0000-0000-000000000001", App.ObjectId },
        { App.ClientId, "eeeeeeee-0000-0000-0000-000000000002" },
    };

    [Theory]
    [MemberData(nameof(Others))]
    public async Task Equal_keys_of_two_callers_are_different(string clientId, string objectId)
    {
        var call = $$"""{"title":"Printer","description":"It prints nothing but stripes.","idempotency_key":"{{Guid.NewGuid()}}"}""";

        var own = await CreateAsync(App, call);

        Assert.NotEqual(own, await CreateAsync(App with { ClientId = clientId, ObjectId = objectId }, call));
        Assert.Equal(own, await CreateAsync(App, call));
    }

    private async Task<string> CreateAsync(AppRegistration app, string call)
    {
        await using var client = await server.ConnectAsync(
            server.Backend.Entra.AccessTokens.Issue(app, Registrations.Server, TimeSpan.FromHours(1)));
        return (await client.CallOkAsync("create_ticket", call)).GetProperty("id").GetString()!;
    }
}
