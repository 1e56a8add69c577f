using System.Text;
using McpAspire.Client.Compatibility;

namespace McpAspire.Tests.Contracts;

[Trait("Category", "Contract")]
public sealed class ContractFileTests
{
    private const string Head = "\"contract\":1,\"kind\":\"server\",\"server\":\"s\",\"protocol_revisions\":[]";

    [Theory]
    [InlineData("{", "c.json: is not JSON at line 1")]
    [InlineData("[]", "c.json: must be an object")]
    [InlineData("{} {}", "c.json: is not JSON at line 1")]
    [InlineData(
        """{"contract":2,"kind":"server","server":"s","protocol_revisions":[],"tools":{}}""",
        "c.json, /contract: must be 1, the only format of contract files")]
    [InlineData("""{"kind":"server"}""", "c.json, /contract: is missing")]
    [InlineData(
        """{"contract":1,"kind":"both","server":"s","protocol_revisions":[],"tools":{}}""",
        "c.json, /kind: must be \"server\" or \"client\"")]
    [InlineData(
        "{" + Head + ",\"tools\":{},\"extra\":1}",
        "c.json, /extra: is unknown; known are contract, kind, server, protocol_revisions, tools")]
    [InlineData("{" + Head + ",\"tools\":{},\"kind\":\"client\"}", "c.json, /kind: must appear only once")]
    [InlineData("{" + Head + ",\"tools\":[]}", "c.json, /tools: must be an object")]
    [InlineData("{" + Head + ",\"tools\":{\"a/b\":{}}}", "c.json, /tools/a~1b/input_schema: is missing")]
    [InlineData(
        "{" + Head + ",\"tools\":{\"t\":{\"input_schema\":3}}}",
        "c.json, /tools/t/input_schema: must be a JSON schema: an object, true or false")]
    [InlineData(
        "{" + Head + ",\"tools\":{\"t\":{\"input_schema\":{\"type\":\"object\",\"type\":\"array\"}}}}",
        "c.json, /tools/t/input_schema/type: must appear only once")]
    [InlineData(
        "{" + Head + ",\"tools\":{\"t\":{\"input_schema\":{},\"annotations\":{\"readOnlyHint\":1}}}}",
        "c.json, /tools/t/annotations/readOnlyHint: must be true or false")]
    [InlineData(
        "{" + Head + ",\"tools\":{\"t\":{\"input_schema\":{},\"limits\":{\"result_bytes\":1.5}}}}",
        "c.json, /tools/t/limits/result_bytes: must be a whole number greater than 0")]
    [InlineData(
        "{" + Head + ",\"tools\":{\"t\":{\"input_schema\":{},\"limits\":{\"deadline_seconds\":-1}}}}",
        "c.json, /tools/t/limits/deadline_seconds: must be a number greater than 0")]
    [InlineData(
        "{" + Head + ",\"tools\":{\"t\":{\"input_schema\":{},\"errors\":[\"A\",2]}}}",
        "c.json, /tools/t/errors/1: must be a non-empty string")]
    public void Reports_an_error_in_a_file_with_its_location(string text, string message) =>
        Assert.Equal(message, Assert.Throws<ContractException>(() => ContractFile.Parse("c.json", Encoding.UTF8.GetBytes(text))).Message);

    [Theory]
    [InlineData("no-such-file.json", "no-such-file.json: the file does not exist; 'contract approve' creates it")]
    [InlineData("", "'': the file cannot be read")]
    public async Task Reports_a_missing_file(string path, string message)
    {
        var exception = await Assert.ThrowsAsync<ContractException>(
            () => ContractFile.ReadAsync(path, Cancellation));

        Assert.Equal(message, exception.Message);
    }

    [Fact]
    public async Task Rejects_a_file_that_is_too_large()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            await using (var file = File.Create(path))
            {
                file.SetLength(BoundedJson.MaxBytes + 1);
            }

            var exception = await Assert.ThrowsAsync<ContractException>(
                () => ContractFile.ReadAsync(path, Cancellation));

            Assert.EndsWith(
                $": must have at most {BoundedJson.MaxBytes} bytes; it has {BoundedJson.MaxBytes + 1}",
                exception.Message,
                StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Writes_a_contract_in_canonical_form()
    {
        var one = ContractFile.Parse("a", Encoding.UTF8.GetBytes("{" + Head + """
            ,"tools":{
                "b":{"description":"a\u202Eb",
                    "input_schema":{"type":["string","null"],"required":["y","x"],"properties":{"required":{"enum":["z","a"]},"a":true}}},
                "a":{"input_schema":{}}}}
            """));
        var other = ContractFile.Parse("b", Encoding.UTF8.GetBytes("""
            {"tools":{
                "a":{"input_schema":{}},
                "b":{"input_schema":{"properties":{"a":true,"required":{"enum":["z","a"]}},"required":["x","y"],"type":["null","string"]},
                    "description":"a\u202Eb"}},
            """ + Head + "}"));

        var text = ContractFile.Write(one);

        Assert.Equal(text, ContractFile.Write(other));
        Assert.Equal(text, ContractFile.Write(ContractFile.Parse("c", Encoding.UTF8.GetBytes(text))));
        Assert.EndsWith("}\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', text);
        Assert.Contains("a\\u202eb", text, StringComparison.Ordinal);
        Assert.Contains("\"z\",\n", text, StringComparison.Ordinal);
    }
}
