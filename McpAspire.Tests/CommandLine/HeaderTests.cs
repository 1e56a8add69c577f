using System.Collections.Concurrent;
using McpAspire.Tests.Client;

namespace McpAspire.Tests.CommandLine;

/// <summary><c>--token-env</c> and <c>--header</c>.</summary>
[Trait("Category", "Integration")]
public sealed class HeaderTests
{
    [Theory]
    [InlineData("tools")]
    [InlineData("call list_users")]
    [InlineData("load list_users --calls 1 --connections 1 --allow-writes")]
    public async Task Every_request_has_the_token_and_the_headers(string command)
    {
        await using var fake = await FakeMcpServer.StartAsync();
        var tenants = new ConcurrentQueue<string?>();
        fake.Refuses = (context, _) =>
        {
            tenants.Enqueue(context.Request.Headers["X-Tenant"]);
            return false;
        };

        var run = await RunAsync(fake.Address, "a.b-c", [.. command.Split(' '), "--token-env", "MY_TOKEN", "--header", "X-Tenant: a: b"]);

        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        Assert.Equal(["Bearer a.b-c"], fake.Authorizations.Distinct());
        Assert.Equal(["a: b"], tenants.Distinct());
    }

    [Theory]
    [InlineData("", "--token-env MY_TOKEN", "--token-env: the environment variable MY_TOKEN is not set, or is empty.")]
    [InlineData(
        "a\nb", "--token-env MY_TOKEN", "--token-env: the value of MY_TOKEN is not a bearer token: it has spaces or other characters.")]
    [InlineData(
        "",
        "--header secret",
        "--header must be the name of a request header, a colon and a value of printable ASCII, such as \"X-Tenant: a\".")]
    [InlineData(
        "",
        "--header Content-Type:secret",
        "--header must be the name of a request header, a colon and a value of printable ASCII, such as \"X-Tenant: a\".")]
    public async Task What_is_wrong_is_named_without_its_value(string token, string options, string expected)
    {
        var run = await RunAsync(new("http://127.0.0.1:1"), token, ["tools", .. options.Split(' ')]);

        Assert.Equal((3, string.Empty, $"McpAspire.Client: {expected}\n"), (run.ExitCode, run.Output, run.Error));
    }

    private static Task<ProgramRun> RunAsync(Uri server, string token, string[] arguments) =>
        CommandRun.RunAsync(server, TextReader.Null, [("MY_TOKEN", token), ("AZURE_SCOPES", "api://x/.default")], arguments);
}
