namespace McpAspire.Tests.Deploy.Guides;

/// <summary>The server of the profile <c>openapi</c>, whose tools the documents call.</summary>
public sealed class DocumentServer : ServerFixture
{
    protected override IEnumerable<(string Name, string Value)> Settings =>
    [
        ("APIS_FILE", Repository.PathOf("McpAspire.AppHost", "apis.json")),
        ("Apis:desk:BaseAddress", Backend.Address.AbsoluteUri),
        ("Apis:desk:Scopes", string.Empty),
    ];
}
