using McpAspire.Testing.Chaos;

namespace McpAspire.Tests.Reliability;

[Trait("Category", "Unit")]
public sealed class ServerLogTests
{
    [Theory]
    [InlineData("""{"level":"ERROR","module":"Readiness","function":"NotReady"}""", true)]
    [InlineData(
        """{"level":"ERROR","module":"AccessTokenSource","function":"TokenFailed","context":{"Code":"the token file is empty"}}""", true)]
    [InlineData("""{"level":"ERROR","module":"ServedTool","function":"ToolFailed","context":{"Code":"AUTHENTICATION_ERROR"}}""", true)]
    [InlineData("""{"level":"ERROR","module":"ServedTool","function":"ToolFailed","context":{"Code":"INTERNAL_ERROR"}}""", false)]
    [InlineData("""{"level":"ERROR","module":"Kestrel"}""", false)]
    public void Separates_errors_caused_by_faults_from_others(string line, bool isExpected)
    {
        var log = new ServerLog();

        log.Read(line);

        Assert.Equal(isExpected ? (1, 0) : (0, 1), (log.Expected, log.Unexpected.Count));
    }

    [Fact]
    public void Ignores_lines_below_the_error_level()
    {
        var log = new ServerLog();

        log.Read("""{"level":"WARN","module":"ServedTool","function":"BackendFailed","context":{"Code":"BACKEND_ERROR"}}""");

        Assert.Equal((0, 0), (log.Expected, log.Unexpected.Count));
    }
}
