using System.Text;
using System.Text.Json.Nodes;
using McpAspire.Client.Compatibility;
using McpAspire.Client.Compatibility.Rules;

namespace McpAspire.Tests.Contracts;

[Trait("Category", "Contract")]
public sealed class ContractComparerTests
{
    private const string Tool = """
        {"title":"Read","description":"Reads.",
         "annotations":{"readOnlyHint":false,"destructiveHint":false,"idempotentHint":true,"openWorldHint":false},
         "input_schema":{"type":"object","properties":{"id":{"type":"string"}},"required":["id"],"additionalProperties":false},
         "output_schema":{"type":"object","properties":{"name":{"type":"string"}},"required":["name"]},
         "errors":["A","B"],"limits":{"deadline_seconds":10,"result_bytes":1000}}
        """;

    [Theory]
    [InlineData("/tools/read/title", "\"Other\"", "tool.text.changed", nameof(Grade.Risky))]
    [InlineData("/tools/read/description", "\"Other.\"", "tool.text.changed", nameof(Grade.Risky))]
    [InlineData("/tools/read/annotations/title", "\"Other\"", "tool.text.changed", nameof(Grade.Risky))]
    [InlineData("/tools/read/annotations/readOnlyHint", "true", "hint.read-only.gained", nameof(Grade.Risky))]
    [InlineData("/tools/read/annotations/destructiveHint", "true", "hint.destructive.gained", nameof(Grade.Breaking))]
    [InlineData("/tools/read/annotations/destructiveHint", "absent", "hint.destructive.gained", nameof(Grade.Breaking))]
    [InlineData("/tools/read/annotations/idempotentHint", "false", "hint.idempotent.lost", nameof(Grade.Breaking))]
    [InlineData("/tools/read/annotations/openWorldHint", "absent", "hint.open-world.changed", nameof(Grade.Risky))]
    [InlineData("/tools/read/errors", """["A","B","C"]""", "error.added", nameof(Grade.Risky))]
    [InlineData("/tools/read/errors", """["A"]""", "error.dropped", nameof(Grade.Additive))]
    [InlineData("/tools/read/errors", "absent", "error.unstated", nameof(Grade.Risky))]
    [InlineData("/tools/read/limits/deadline_seconds", "5", "limit.deadline.shorter", nameof(Grade.Breaking))]
    [InlineData("/tools/read/limits/deadline_seconds", "20", "limit.deadline.longer", nameof(Grade.Risky))]
    [InlineData("/tools/read/limits/result_bytes", "999", "limit.result.smaller", nameof(Grade.Breaking))]
    [InlineData("/tools/read/limits/result_bytes", "1001", "limit.result.larger", nameof(Grade.Risky))]
    [InlineData("/tools/read/limits", "absent", "limit.unstated", nameof(Grade.Risky))]
    [InlineData("/tools/read/output_schema", "absent", "tool.output.dropped", nameof(Grade.Breaking))]
    [InlineData("/tools/read/input_schema/required", "[]", "input.property.optional", nameof(Grade.Additive))]
    [InlineData("/tools/read/output_schema/required", "[]", "output.property.not-promised", nameof(Grade.Breaking))]
    [InlineData("/tools/read", "absent", "tool.gone", nameof(Grade.Breaking))]
    [InlineData("/tools/other", """{"input_schema":{}}""", "tool.added", nameof(Grade.Additive))]
    [InlineData("/server", "\"other\"", "server.renamed", nameof(Grade.Risky))]
    [InlineData("/protocol_revisions", """["1"]""", "revision.dropped", nameof(Grade.Breaking))]
    [InlineData("/protocol_revisions", """["1","2","3"]""", "revision.added", nameof(Grade.Additive))]
    public void Grades_changes_outside_the_schemas(string at, string value, string rule, string grade)
    {
        var found = ContractComparer.Compare(Contract("server"), Contract("server", (at, value)));

        Assert.All(found, finding => Assert.Equal((rule, grade), (finding.Rule.Id, finding.Rule.Grade.ToString())));
        Assert.NotEmpty(found);
    }

    [Theory]
    [InlineData("true", "false", "hint.read-only.lost")]
    [InlineData("true", "absent", "hint.read-only.lost")]
    public void A_tool_that_is_no_longer_read_only_is_breaking(string before, string after, string rule)
    {
        const string Hint = "/tools/read/annotations/readOnlyHint";

        var found = ContractComparer.Compare(Contract("server", (Hint, before)), Contract("server", (Hint, after)));

        Assert.Equal((rule, Grade.Breaking), (found[0].Rule.Id, found[0].Rule.Grade));
    }

    [Fact]
    public void An_absent_hint_has_the_default_of_the_protocol() => Assert.Empty(ContractComparer.Compare(
        Contract(
            "server",
            ("/tools/read/annotations", """{"readOnlyHint":false,"destructiveHint":true,"idempotentHint":false,"openWorldHint":true}""")),
        Contract("server", ("/tools/read/annotations", "absent"))));

    [Theory]
    [InlineData("/tools/read/title", "\"Other\"")]
    [InlineData("/tools/read/annotations/openWorldHint", "true")]
    [InlineData("/tools/read/errors", """["A"]""")]
    [InlineData("/tools/read/limits/result_bytes", "10")]
    [InlineData("/tools/read/input_schema/required", "[]")]
    [InlineData("/tools/other", """{"input_schema":{}}""")]
    [InlineData("/protocol_revisions", """["2","3"]""")]
    [InlineData("/server", "\"other\"")]
    public void A_change_that_the_client_does_not_rely_on_is_ignored(string at, string value)
    {
        var client = Contract(
            "client", ("/tools/read/title", "absent"), ("/tools/read/description", "absent"), ("/tools/read/annotations", "absent"));

        Assert.Empty(ContractComparer.Compare(client, Contract("server", (at, value))));
    }

    [Theory]
    [InlineData("/tools/read", "absent", "tool.gone")]
    [InlineData("/tools/read/errors", """["A","B","C"]""", "error.added")]
    [InlineData("/tools/read/limits/deadline_seconds", "11", "limit.deadline.longer")]
    [InlineData("/tools/read/input_schema/properties/id/maxLength", "5", "input.length.narrowed")]
    [InlineData("/tools/read/output_schema/properties/name/type", "\"integer\"", "output.type.changed")]
    [InlineData("/protocol_revisions", """["3"]""", "revision.none-common")]
    public void Finds_a_change_of_a_required_member(string at, string value, string rule) =>
        Assert.Equal(rule, Assert.Single(ContractComparer.Compare(Contract("client"), Contract("server", (at, value)))).Rule.Id);

    [Fact]
    public void Guesses_the_new_name_of_a_tool()
    {
        var found = ContractComparer.Compare(Contract("server"), Contract("server", ("/tools/read", "absent"), ("/tools/fetch", Tool)));

        Assert.Equal("maybe renamed to fetch", found.Single(static finding => finding.Rule.Id == "tool.gone").Hint);
    }

    [Fact]
    public void Names_the_consequence_with_tool_and_property()
    {
        var found = ContractComparer.Compare(
            Contract("server"), Contract("server", ("/tools/read/input_schema/properties/id/maxLength", "5")));

        Assert.Equal("Calls that send read.id with a length outside the new limits are rejected.", Assert.Single(found).Consequence);
    }

    private static Contract Contract(string kind, params (string At, string Value)[] changes)
    {
        var json = JsonNode.Parse(
            $$$"""{"contract":1,"kind":"{{{kind}}}","server":"s","protocol_revisions":["1","2"],"tools":{"read":{{{Tool}}} } }""")!;
        foreach (var (at, value) in changes)
        {
            var names = at.Split('/')[1..];
            var parent = names[..^1].Aggregate(json, static (node, name) => node[name]!).AsObject();
            parent.Remove(names[^1]);
            if (value != "absent")
            {
                parent[names[^1]] = JsonNode.Parse(value);
            }
        }

        return ContractFile.Parse("test", Encoding.UTF8.GetBytes(json.ToJsonString()));
    }
}
