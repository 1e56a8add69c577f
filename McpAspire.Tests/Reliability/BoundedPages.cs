using System.Text.Json;
using System.Text.Json.Nodes;
using McpAspire.Testing.Queries;
using McpAspire.Tests.Contracts;

namespace McpAspire.Tests.Reliability;

/// <summary>Fetches all pages of a tool and checks each.</summary>
internal static class BoundedPages
{
    public const int DefaultBudget = 256 * 1024;

    public const int MinBudget = 16 * 1024;

    /// <summary>The items of all pages, in order.</summary>
    /// <param name="server">The server.</param>
    /// <param name="tool">The tool.</param>
    /// <param name="arguments">Its arguments, as JSON, without <c>skip</c>.</param>
    /// <param name="items">The member with the items.</param>
    /// <param name="budget">Maximum size of a body in bytes.</param>
    public static async Task<List<JsonElement>> WalkAsync(
        this ServerHost server, string tool, string arguments, string items = "data", int budget = DefaultBudget)
    {
        await using var client = await server.ConnectAsync();
        var tools = await client.ListToolsAsync(cancellationToken: Cancellation);
        var isValid = SchemaCheck.Validator(tools.Single(one => one.Name == tool).ReturnJsonSchema!.Value.GetRawText());
        using var http = new HttpClient(new SocketsHttpHandler());
        var all = new List<JsonElement>();
        var limit = (int)JsonNode.Parse(arguments)!["limit"]!;
        await foreach (
            var page in new QueryWalk(http, server.Endpoint, tool, JsonNode.Parse(arguments)!.AsObject()).PagesAsync(0, Cancellation))
        {
            Assert.False(page.IsError, page.Text);
            Assert.InRange(page.BodyBytes, 1, budget);
            Assert.True(isValid(page.Content), page.Text);
            Assert.True(JsonElement.DeepEquals(page.Content, JsonElement.Parse(page.Text)), "The text is not the structured content.");
            Assert.Equal((all.Count, limit), (page.Content.GetProperty("skip").GetInt32(), page.Content.GetProperty("limit").GetInt32()));
            var (count, more) = (page.Content.GetProperty(items).GetArrayLength(), page.NextSkip is not null);
            Assert.InRange(count, 1, limit);
            all.AddRange(page.Content.GetProperty(items).EnumerateArray());
            Assert.Equal(all.Count < page.Content.GetProperty("total").GetInt32(), more);
            Assert.Equal(
                (more, more && count < limit, more ? all.Count : null),
                (page.Content.GetProperty("has_more").GetBoolean(), page.Content.GetProperty("truncated").GetBoolean(), page.NextSkip));
        }

        return all;
    }
}
