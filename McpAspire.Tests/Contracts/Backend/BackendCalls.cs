using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using McpAspire.Client.Compatibility.Backend;
using McpAspire.Client.Compatibility.OpenApi;
using McpAspire.Server.Backend;

namespace McpAspire.Tests.Contracts.Backend;

/// <summary>
/// Builds the contract of the server's calls to its backend from recorded requests, the tools' input schemas, and the types of bodies.
/// </summary>
internal static class BackendCalls
{
    private const string JsonType = "application/json";

    // A tool's schema permits any condition; its description lists the valid ones.
    private const string Filters = """
        {
          "type": "object",
          "additionalProperties": {
            "anyOf": [
              { "type": ["boolean", "number", "string"] },
              {
                "type": "object",
                "minProperties": 1,
                "additionalProperties": false,
                "properties": {
                  "eq": { "type": ["boolean", "number", "string"] },
                  "ne": { "type": ["boolean", "number", "string"] },
                  "lt": { "type": ["boolean", "number", "string"] },
                  "lte": { "type": ["boolean", "number", "string"] },
                  "gt": { "type": ["boolean", "number", "string"] },
                  "gte": { "type": ["boolean", "number", "string"] },
                  "contains": { "type": "string" },
                  "in": { "type": "array", "items": { "type": ["boolean", "number", "string"] }, "minItems": 1, "maxItems": 100 }
                }
              }
            ]
          }
        }
        """;

    private static readonly BackendJsonContext Json = BackendJsonContext.Default;

    public static IReadOnlyList<BackendCall> All { get; } =
    [
        new(
            "GET /users/{id}",
            "get_user_profile",
            new Dictionary<string, string> { ["id"] = "user_id", ["details"] = "include_details" },
            Json.UserProfile),
        new(
            "GET /users",
            "list_users",
            new Dictionary<string, string> { ["skip"] = "skip", ["limit"] = "limit" },
            Json.BackendPageUserProfile),
        new(
            "GET /tickets",
            "list_tickets",
            new Dictionary<string, string> { ["status"] = "status", ["skip"] = "skip", ["limit"] = "limit" },
            Json.BackendPageTicket),
        new("POST /tickets", "create_ticket", new Dictionary<string, string>(), Json.Ticket, Json.NewTicket),
        new(
            "POST /data/{dataset}/query",
            "query_data",
            new Dictionary<string, string> { ["dataset"] = "dataset" },
            Json.BackendRows,
            Json.BackendQuery),

        // After a refusal, for the available names.
        new("GET /datasets", "query_data", new Dictionary<string, string>(), Json.BackendDatasets),
    ];

    /// <param name="recorder">The recorded requests.</param>
    /// <param name="document">The backend's document, for the statuses, and for headers that the server generates.</param>
    public static BackendContract ToContract(BackendRecorder recorder, JsonNode document) => new(All.ToDictionary(
        static call => call.Operation,
        call => ToOperation(
            call,
            [.. recorder.Requests.Where(call.Matches)],
            recorder.Tools.Single(tool => tool.Name == call.Tool).JsonSchema,
            document["paths"]![call.Path]![call.Method.ToLowerInvariant()]!),
        StringComparer.Ordinal));

    private static BackendOperation ToOperation(
        BackendCall call, IReadOnlyList<RecordedRequest> requests, JsonElement input, JsonNode described)
    {
        var parameters = new Dictionary<string, JsonElement>();
        Add(
            OpenApiParameter.Path,
            [.. requests.Select(request => call.Values(request.Path)!.Keys)],
            name => Argument(input, call.Arguments[name]));
        Add(
            OpenApiParameter.Query,
            [.. requests.Select(static request => request.Query.Keys)],
            name => Argument(input, call.Arguments[name]));
        Add(OpenApiParameter.Header, [.. requests.Select(static request => request.Headers.Keys)], name => HeaderSchema(described, name));
        return new()
        {
            Method = call.Method,
            Path = call.Path,
            Parameters = parameters,
            Body = call.Body is { } body
                ? new(JsonType, Body(body, [.. requests.Select(static request => request.Body!.Value)], input))
                : null,
            Statuses =
            [
                .. described["responses"]!.AsObject()
                    .Select(static response => int.Parse(response.Key, System.Globalization.CultureInfo.InvariantCulture))
                    .Order(),
            ],
            Response = new(JsonType, Export(call.Response)),
        };

        void Add(string place, IReadOnlyList<IEnumerable<string>> names, Func<string, JsonNode> schema)
        {
            var all = names.SelectMany(static one => one).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
            if (all.Count > 0)
            {
                parameters[place] = ToElement(
                    Object(
                        all.Select(name => KeyValuePair.Create(name, (JsonNode?)schema(name))),
                        all.Where(name => names.All(one => one.Contains(name)))));
            }
        }
    }

    private static JsonElement Body(JsonTypeInfo type, IReadOnlyList<JsonElement> sent, JsonElement input)
    {
        var names = Export(type).GetProperty("properties").EnumerateObject().Select(static property => property.Name).ToList();
        return ToElement(Object(
            names.Select(name => KeyValuePair.Create(name, name == "filters" ? JsonNode.Parse(Filters) : Argument(input, name))),
            names.Where(name => sent.All(body => body.TryGetProperty(name, out _)))));
    }

    private static JsonObject Object(IEnumerable<KeyValuePair<string, JsonNode?>> properties, IEnumerable<string> required) => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject(properties),
        ["required"] = new JsonArray([.. required.Select(static name => JsonValue.Create(name))]),
        ["additionalProperties"] = false,
    };

    /// <summary>The schema of a tool's argument without annotations, default and null, which the server does not send.</summary>
    private static JsonObject Argument(JsonElement input, string name)
    {
        var schema = JsonObject.Create(input.GetProperty("properties").GetProperty(name).Clone())!;
        schema.Remove("description");
        schema.Remove("default");
        if (schema["type"] is JsonArray types)
        {
            schema["type"] = JsonValue.Create(types.Select(static type => (string)type!).Single(static type => type != "null"));
        }

        if (schema["enum"] is JsonArray values)
        {
            schema["enum"] = new JsonArray([.. values.Where(static value => value is not null).Select(static value => value!.DeepClone())]);
            schema["type"] = "string";
        }

        return schema;
    }

    private static JsonNode HeaderSchema(JsonNode operation, string name) =>
        operation["parameters"]!.AsArray()
            .Single(parameter => (string)parameter!["in"]! == "header" && (string)parameter["name"]! == name)!["schema"]!
            .DeepClone();

    private static JsonElement Export(JsonTypeInfo type)
    {
        var schema = JsonSchemaExporter.GetJsonSchemaAsNode(type, new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true });
        WithoutDefaults(schema);
        return ToElement(schema);
    }

    // The reader's defaults for missing members are irrelevant to the backend.
    private static void WithoutDefaults(JsonNode schema)
    {
        if (schema is not JsonObject members)
        {
            return;
        }

        members.Remove("default");
        var inner = (members["properties"] as JsonObject ?? []).Select(static property => property.Value).Append(members["items"]).Append(
            members["additionalProperties"]);
        foreach (var one in inner.OfType<JsonNode>().ToList())
        {
            WithoutDefaults(one);
        }
    }

    private static JsonElement ToElement(JsonNode schema) => JsonElement.Parse(schema.ToJsonString());
}
