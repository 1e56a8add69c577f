using System.Text.Json.Nodes;

namespace McpAspire.Tests.OpenApi;

/// <summary>An API with one operation for each row of <see cref="ParameterStyleTests"/>.</summary>
public sealed class ParameterStyleApi : IAsyncLifetime
{
    internal ApiServer Running { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var paths = new JsonObject(ParameterStyleTests.Rows.Index().Select(static row => KeyValuePair.Create(
            $"/op{row.Index}{(row.Item.Place is "path" ? "/{p}" : "")}", (JsonNode?)Operation(row.Index, row.Item))));
        Running = await ApiServer.StartAsync(paths.ToJsonString());
    }

    public ValueTask DisposeAsync() => Running.DisposeAsync();

    private static JsonObject Operation(int index, (string Place, string More, string Schema, string Value, string Expected) row)
    {
        var parameter = JsonNode.Parse($$"""{"name":"p","in":"{{row.Place}}","required":true{{(row.More is "JSON" ? "" : row.More)}}}""")!
            .AsObject();
        var schema = JsonNode.Parse(row.Schema);
        if (row.More is "JSON")
        {
            parameter["content"] = new JsonObject { ["application/json"] = new JsonObject { ["schema"] = schema } };
        }
        else
        {
            parameter["schema"] = schema;
        }

        var responses = JsonNode.Parse("""{"200":{"description":"","content":{"application/json":{"schema":{"type":"object"}}}}}""");
        return new()
        {
            ["get"] = new JsonObject
            {
                ["operationId"] = $"op{index}",
                ["parameters"] = new JsonArray(parameter),
                ["responses"] = responses,
            },
        };
    }
}
