using McpAspire.Client.Tools;
using ModelContextProtocol.Protocol;

namespace McpAspire.Tests.Client;

public sealed class ToolResultReaderTests
{
    [Fact]
    public void Reads_the_fields_of_a_tool_error()
    {
        var result = FakeMcpServer.Failure("""
            {"error":"SERVICE_ERROR","code":"BACKEND_ERROR","message":"The backend does not have it.","retryable":true,
             "details":{"reason":"not_found","status":404,"retry_after_seconds":3,"trace_id":"0af7651916cd43dd8448eb211c80319c","new":1}}
            """);

        var failure = Assert.Throws<ToolCallException>(() => Read(result));

        Assert.Equal("get_user_profile failed: The backend does not have it.", failure.Message);
        Assert.Equal("get_user_profile", failure.Tool);
        Assert.Equal(
            new ToolError(
                "SERVICE_ERROR",
                "BACKEND_ERROR",
                "The backend does not have it.",
                true,
                new("not_found", 404, 3, "0af7651916cd43dd8448eb211c80319c")),
            failure.Error);
    }

    [Fact]
    public void Reads_the_violations_of_a_validation_error()
    {
        var result = FakeMcpServer.Failure("""
            {"error":"VALIDATION_ERROR","code":"INVALID_INPUT","message":"Validation failed","retryable":false,
             "details":{"errors":[{"field":"limit","rule":"maximum","message":"must be at most 100"}]}}
            """);

        var failure = Assert.Throws<ToolCallException>(() => Read(result));

        Assert.Equal([new ArgumentError("limit", "maximum", "must be at most 100")], failure.Error.Details.Errors);
    }

    [Theory]
    [InlineData("An error occurred invoking 'get_user_profile'.")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("")]
    public void Reports_an_error_without_the_envelope(string text)
    {
        var failure = Assert.Throws<UnreadableResultException>(() => Read(FakeMcpServer.Failure(text)));

        Assert.Equal("The result of get_user_profile cannot be read: it is an error without the error envelope.", failure.Message);
    }

    [Fact]
    public void Reports_missing_structured_content()
    {
        var failure = Assert.Throws<UnreadableResultException>(() => Read(new() { Content = [new TextContentBlock { Text = "{}" }] }));

        Assert.Equal("The result of get_user_profile cannot be read: it has no structured content.", failure.Message);
    }

    [Theory]
    [InlineData("""{"id":"1","name":"n","email":"e"}""", "$")]
    [InlineData("""{"id":1,"name":"n","email":"e","created_at":"2026-01-02T03:04:05Z"}""", "$.id")]
    [InlineData("""{"id":null,"name":"n","email":"e","created_at":"2026-01-02T03:04:05Z"}""", "$.id")]
    [InlineData("""{"id":"1","name":"n","email":"e","created_at":"yesterday"}""", "$.created_at")]
    public void Reports_the_path_of_invalid_structured_content(string json, string path)
    {
        var failure = Assert.Throws<UnreadableResultException>(() => Read(FakeMcpServer.Success(json)));

        Assert.Equal($"its structured content violates the contract at {path}", failure.Problem);
    }

    [Fact]
    public void Ignores_an_unknown_field()
    {
        var user = Read(FakeMcpServer.Success("""{"id":"1","name":"n","email":"e","created_at":"2026-01-02T03:04:05Z","new":1}"""));

        Assert.Equal("1", user.Id);
    }

    private static UserProfile Read(CallToolResult result) =>
        ToolResultReader.Read("get_user_profile", result, ClientJsonContext.Default.UserProfile);
}
