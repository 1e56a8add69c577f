using System.Text.Json.Nodes;
using McpAspire.MockBackend.Entra;
using McpAspire.Server.Authorization;
using McpAspire.Tests.Deploy.Checks;

namespace McpAspire.Tests.Deploy.Guides;

/// <summary>The result of one run of <c>setup.sh</c>.</summary>
[Trait("Category", "Integration")]
public sealed class AzureSetupResultTests : IClassFixture<CompletedSetup>
{
    private readonly CompletedSetup _setup;

    public AzureSetupResultTests(CompletedSetup setup)
    {
        FakeAzure.RequireBash();
        _setup = setup;
    }

    [Fact]
    public void Creates_everything_in_order()
    {
        Assert.Equal(
            [
                "rest POST applications", "ad app update", "ad sp create", "rest PATCH resource-2",
                "rest POST applications", "ad app update", "ad sp create", "rest PATCH resource-4",
                "deployment group create", "identity federated-credential create",
                "deployment group create", "identity federated-credential create",
                .. Enumerable.Repeat("rest POST appRoleAssignments", 8),
            ],
            _setup.Azure.Changes.Select(FakeAzure.NameOf));
    }

    [Fact]
    public void Federates_exactly_the_service_accounts_of_the_charts()
    {
        static string Credential(string identity, string service)
        {
            string[] fields =
            [
                identity, service, "https://oidc.example.test/cluster/", ServiceAccountIssuer.SubjectOf(service), EntraIds.ExchangeAudience,
            ];
            return string.Join('\t', fields);
        }

        Assert.Equal(
            [
                Credential("mcp_server_identity-x7", "mcp-server"),
                Credential("mcp_client_identity-x7", "mcp-client"),
            ],
            _setup.Azure.Lines("credentials"));
    }

    [Fact]
    public void Assigns_only_the_backend_roles_to_the_server_and_the_server_roles_to_the_client()
    {
        var principals = _setup.Azure.Lines("identities").Select(static line => line.Split('\t')[2]).ToArray();
        var resources = _setup.Azure.Lines("principals").Select(static line => line.Split('\t')[1]).ToArray();
        var roles = RolesOf(_setup.Azure.Lines("body-app-1").Single()).Keys;
        Assert.Equal(
            roles.Select(role => $"{principals[0]} {resources[0]} {role}")
                .Concat(roles.Select(role => $"{principals[1]} {resources[1]} {role}")),
            _setup.Azure.Lines("assignments").Select(static line => string.Join(' ', line.Split('\t')[..3])));
        Assert.DoesNotContain(_setup.Azure.Lines("calls"), static call => call.StartsWith("role ", StringComparison.Ordinal));
    }

    [Fact]
    public void Only_assigned_callers_get_tokens_for_either_API() => Assert.Equal(
        _setup.Azure.Lines("principals").Select(static line => line.Split('\t')[1]), _setup.Azure.Lines("required"));

    [Fact]
    public void Registers_both_APIs_with_the_permissions_of_the_code_and_version_2_tokens()
    {
        foreach (var app in _setup.Azure.Lines("registrations").Select(static line => line.Split('\t')[2]))
        {
            var body = Json(_setup.Azure.Lines($"body-{app}").Single());
            Assert.Equal(2, (int)body["api"]!["requestedAccessTokenVersion"]!);
            Assert.Equal(Permissions.All, RolesOf(body.ToJsonString()).Values);

            // Entra requires the same id and texts for a role and a scope of the same name.
            Assert.Equal(
                MembersOf(body["appRoles"]!, "id", "value", "displayName", "description", "isEnabled"),
                MembersOf(
                    body["api"]!["oauth2PermissionScopes"]!,
                    "id",
                    "value",
                    "adminConsentDisplayName",
                    "adminConsentDescription",
                    "isEnabled"));
            var members = app == "app-1" ? "[\"Application\",\"User\"]" : "[\"Application\"]";
            Assert.All(body["appRoles"]!.AsArray(), role => Assert.Equal(members, role!["allowedMemberTypes"]!.ToJsonString()));
        }

        Assert.Equal(["app-1\tapi://app-1", "app-3\tapi://app-3", "app-3\thttps://mcp.example.com/mcp"], _setup.Azure.Lines("uris"));
    }

    [Fact]
    public void Writes_values_files_with_the_ids_and_keys_of_the_charts()
    {
        var (backend, server, client) = (Values("backend"), Values("mcp-server"), Values("mcp-client"));

        Assert.Equal("app-1", backend.Text("authentication", "audience"));
        Assert.Equal("client-5", server.Text("azure", "clientId"));
        Assert.Equal(["api://app-1/.default"], server.Texts("azure", "scopes"));
        Assert.Equal("app-3 https://mcp.example.com/mcp", server.Text("authorization", "audience"));
        Assert.Equal("client-6", client.Text("azure", "clientId"));
        Assert.Equal(["api://app-3/.default"], client.Texts("azure", "scopes"));
    }

    [Fact]
    public void Prints_the_helm_commands_in_the_order_of_the_dependencies()
    {
        string[] commands =
        [
            .. MarkdownDocument.Join(_setup.Output[_setup.Output.IndexOf("helm upgrade", StringComparison.Ordinal)..].Split('\n')),
        ];

        Assert.Equal(["backend", "mcp-server", "mcp-client"], commands.Select(static command => command.Split(' ')[3]));
        Assert.All(
            commands,
            static command => Assert.Contains($"--values ./{command.Split(' ')[3]}-values.yaml ", command, StringComparison.Ordinal));
        Assert.Empty(commands.SelectMany(CommandChecks.UnknownValues));
        Assert.Empty(commands.SelectMany(KnownBadCommands.In));
    }

    private JsonObject Values(string service)
    {
        var text = File.ReadAllText(_setup.Azure.PathOf($"{service}-values.yaml"));
        Assert.Empty(ChartValues.Keys(text).Except(ChartValues.All[service]));
        return YamlDocuments.Parse(text).Single();
    }

    /// <summary>The roles of a registration, by id.</summary>
    private static Dictionary<string, string> RolesOf(string body) =>
        Json(body)["appRoles"]!.AsArray().ToDictionary(static role => (string)role!["id"]!, static role => (string)role!["value"]!);

    private static IEnumerable<string> MembersOf(JsonNode list, params string[] names) =>
        list.AsArray().Select(one => string.Join(' ', names.Select(name => one![name])));

    private static JsonNode Json(string text) => JsonNode.Parse(text)!;
}
