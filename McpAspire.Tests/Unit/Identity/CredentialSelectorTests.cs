using McpAspire.ServiceDefaults.Identity;

namespace McpAspire.Tests.Unit.Identity;

[Trait("Category", "Unit")]
public sealed class CredentialSelectorTests
{
    [Fact]
    public void Selects_workload_identity_then_the_secret_then_the_developer()
    {
        Assert.Equal(
            CredentialKind.WorkloadIdentity,
            CredentialSelector.Select(new() { FederatedTokenFile = "f", ClientSecret = new("s"), Scopes = "api://b/.default" }));
        Assert.Equal(
            CredentialKind.ClientSecret, CredentialSelector.Select(new() { ClientSecret = new("s"), Scopes = "api://b/.default" }));
        Assert.Equal(CredentialKind.Developer, CredentialSelector.Select(new() { Scopes = "api://b/.default" }));
        Assert.Equal(CredentialKind.None, CredentialSelector.Select(new()));
    }

    [Fact]
    public void A_developer_credential_never_uses_the_identity_of_the_machine()
    {
        var options = CredentialSelector.DeveloperOptions();

        Assert.Equal(
            (true, true, true),
            (options.ExcludeManagedIdentityCredential, options.ExcludeWorkloadIdentityCredential, options.ExcludeEnvironmentCredential));
    }

    [Fact]
    public void Splits_scopes_at_spaces_and_commas() =>
        Assert.Equal(
            ["api://a/.default", "api://b/.default"], new IdentityOptions { Scopes = " api://a/.default, api://b/.default " }.ScopeList);
}
