using System.Text;
using System.Text.Json.Nodes;
using McpAspire.Server.Backend;
using Microsoft.Extensions.DependencyInjection;

namespace McpAspire.Tests.Errors;

/// <summary>No text of a backend, of an exception or of a secret setting is in any byte that a caller gets.</summary>
[Trait("Category", "Integration")]
public sealed class MarkerTests
{
    private static readonly McpCall[] Calls =
    [
        FailingSystem.Call("get_user_profile"),
        FailingSystem.Call("create_ticket"),
        McpCall.Tool(
            Revision.November2025, "query_data", JsonNode.Parse("""{"dataset":"orders","filters":{"colour":"red"}}""")!.AsObject()),
        McpCall.Tool(Revision.July2026, "list_users"),
    ];

    public static TheoryData<string> Names() => [.. Marked.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task No_marker_reaches_a_caller(string name)
    {
        var marked = Marked.All[name];
        await using var system = await FailingSystem.StartAsync(marked.Answer, marked.Address, marked.Configure, Marked.Settings);
        using var handler = new SocketsHttpHandler();
        using var http = new HttpClient(handler);
        var answers = new List<string>();

        foreach (var path in (string[])["/mcp", "/messages"])
        {
            foreach (var call in Calls)
            {
                using var request = call.ToRequest(new Uri(system.Server.Address, path));
                answers.Add(await SendAsync(http, request));
            }
        }

        Assert.All(answers, answer => Assert.Contains("trace_id", answer, StringComparison.Ordinal));
        foreach (var path in (string[])["/health", "/health/ready", "/health/live", "/tools"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(system.Server.Address, path));
            answers.Add(await SendAsync(http, request));
        }

        Assert.All(answers, answer => Assert.DoesNotContain(Marked.Text, answer, StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("http://m4rk3r@backend")]
    [InlineData("https://user:m4rk3r@backend/api")]
    [InlineData("https+http://user:m4rk3r@backend")]
    public void A_backend_address_with_a_password_is_refused_without_showing_it(string address)
    {
        using var services = new ServiceCollection().BuildServiceProvider();
        var options = new BackendOptions { BaseAddress = new Uri(address) };

        var refusal = Assert.Single(options.Check(services));

        Assert.Equal([nameof(BackendOptions.BaseAddress)], refusal.MemberNames);
        Assert.DoesNotContain("m4rk3r", refusal.ErrorMessage, StringComparison.Ordinal);
    }

    /// <summary>The entire response, with headers and body, as Latin-1 text.</summary>
    private static async Task<string> SendAsync(HttpClient http, HttpRequestMessage request)
    {
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        var body = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        var headers = $"{response.Headers}{response.Content.Headers}{response.TrailingHeaders}";
        return $"{response.ReasonPhrase}\n{headers}\n{Encoding.Latin1.GetString(body)}";
    }
}
