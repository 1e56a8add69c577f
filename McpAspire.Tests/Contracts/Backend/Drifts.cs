using System.Text.Json.Nodes;

namespace McpAspire.Tests.Contracts.Backend;

/// <summary>Incompatible and compatible changes of a backend.</summary>
internal static class Drifts
{
    public static IReadOnlyList<Drift> All { get; } =
    [
        new("drops an operation", static document => Paths(document).Remove("/users/{id}"),
            "backend.operation.gone", "The server calls GET /users/{id}, and gets 404 or 405: every tool that needs it fails."),
        new("moves an operation", static document => Rename(Paths(document), "/tickets", "/ticket"),
            "backend.operation.gone",
            "The server calls POST /tickets, and gets 404 or 405: every tool that needs it fails.",
            Hint: "maybe renamed to POST /ticket"),
        new(
            "changes the method of an operation",
            static document => Rename(Operation(document, "/users").Parent!.AsObject(), "get", "post"),
            "backend.operation.gone",
            "The server calls GET /users, and gets 404 or 405: every tool that needs it fails.",
            Hint: "maybe POST /users now"),
        new("deprecates an operation", static document => Operation(document, "/users")["deprecated"] = true,
            "backend.operation.deprecated", "The server calls GET /users, which will be removed.", "risky"),
        new("drops a query parameter", static document => Parameters(document, "/users/{id}").RemoveAt(1),
            "backend.parameter.gone",
            "The server sends GET /users/{id} query.details; the backend ignores it and responds differently, or rejects the request."),
        new("renames a query parameter", static document => Parameter(document, "/users", "skip")["name"] = "skips",
            "backend.parameter.gone",
            "The server sends GET /users query.skip; the backend ignores it and responds differently, or rejects the request.",
            Hint: "maybe renamed to skips"),
        new("drops a header", static document => Parameters(document, "/tickets", "post").Clear(),
            "backend.parameter.gone",
            "The server sends POST /tickets header.Idempotency-Key; the backend ignores it and responds differently, or rejects the "
                + "request."),
        new("requires a new query parameter", static document => Parameters(document, "/users").Add(
            JsonNode.Parse("""{"name":"tenant","in":"query","required":true,"schema":{"type":"string"}}""")),
            "backend.parameter.required", "The server's requests without GET /users query.tenant are rejected."),
        new(
            "requires a query parameter that is not always sent",
            static document => Parameter(document, "/tickets", "status")["required"] = true,
            "backend.parameter.required", "The server's requests without GET /tickets query.status are rejected."),
        new("requires a new header", static document => Parameters(document, "/users").Add(
            JsonNode.Parse("""{"name":"X-Api-Key","in":"header","required":true,"schema":{"type":"string"}}""")),
            "backend.parameter.required", "The server's requests without GET /users header.X-Api-Key are rejected."),
        new("requires a new parameter of the whole path", static document => Paths(document)["/users"]!["parameters"] = JsonNode.Parse(
            """[{"name":"session","in":"cookie","required":true,"schema":{"type":"string"}}]"""),
            "backend.parameter.required", "The server's requests without GET /users cookie.session are rejected."),
        new("describes a parameter with a media type", static document => Describe(Parameter(document, "/users", "limit")),
            "backend.parameter.not-compared",
            "It is not known whether the backend accepts GET /users query.limit as the server sends it; a person has to review it.",
            "risky"),
        new("allows only smaller pages", static document => Parameter(document, "/users", "limit")["schema"]!["maximum"] = 50,
            "input.range.narrowed", "Calls that send GET /users query.limit outside the new range are rejected."),
        new(
            "removes a value of a parameter",
            static document => Parameter(document, "/tickets", "status")["schema"]!["enum"]!.AsArray().RemoveAt(1),
            "input.value.removed", "Calls that send GET /tickets query.status with a value that is gone are rejected."),
        new(
            "changes the pattern of a path parameter",
            static document => Parameter(document, "/data/{dataset}/query", "dataset", "post")["schema"]!["pattern"] = "^[a-z]+$",
            "input.pattern.changed",
            "Calls that send POST /data/{dataset}/query path.dataset with a text that only the old pattern matches are rejected."),
        new("requires a new field of a body", static document => Require(Schema(document, "CreateTicketRequest"), "category"),
            "input.property.required", "Calls that leave out POST /tickets body.category are rejected."),
        new("renames a field of a body", static document => Rename(
            Schema(document, "CreateTicketRequest")["properties"]!.AsObject(), "assignee_id", "assignee"),
            "backend.field.gone",
            "The server sends POST /tickets body.assignee_id; the backend ignores and loses it, or rejects the request.",
            Hint: "maybe renamed to assignee"),
        new("no longer accepts a field of a body", static document => Forget(Schema(document, "DatasetQueryRequest"), "filters"),
            "backend.field.gone",
            "The server sends POST /data/{dataset}/query body.filters; the backend ignores and loses it, or rejects the request."),
        new(
            "changes the type of a field of a body",
            static document => Property(document, "CreateTicketRequest", "description")["type"] = "object",
            "input.type.narrowed", "Calls that send POST /tickets body.description with the type that is gone are rejected."),
        new("allows only shorter texts", static document => Property(document, "CreateTicketRequest", "title")["maxLength"] = 80,
            "input.length.narrowed", "Calls that send POST /tickets body.title with a length outside the new limits are rejected."),
        new("removes a value of a field", static document => Schema(document, "TicketPriority")["enum"]!.AsArray().RemoveAt(3),
            "input.value.removed", "Calls that send POST /tickets body.priority with a value that is gone are rejected."),
        new(
            "removes an operator of a filter",
            static document => Property(document, "DatasetQueryRequest", "filters")["additionalProperties"]!["anyOf"]![1]!["properties"]!
                .AsObject().Remove("contains"),
            "backend.field.gone",
            "The server sends POST /data/{dataset}/query body.filters.*.contains; the backend ignores and loses it, or rejects the "
                + "request."),
        new("accepts no body", static document => Operation(document, "/tickets", "post").Remove("requestBody"),
            "backend.body.gone", "What the server sends as POST /tickets body is ignored, or rejected."),
        new("requires a body", static document => Operation(document, "/users")["requestBody"] = JsonNode.Parse(
            """{"required":true,"content":{"application/json":{"schema":{}}}}"""),
            "backend.body.required", "The server's requests without GET /users body are rejected."),
        new("accepts only a form", static document => Rename(
            Operation(document, "/tickets", "post")["requestBody"]!["content"]!.AsObject(), "application/json", "multipart/form-data"),
            "backend.request.content-type", "The server's requests to POST /tickets are rejected with 415."),
        new("returns XML", static document => Rename(
            Response(document, "/users")["content"]!.AsObject(), "application/json", "application/xml"),
            "backend.response.content-type", "The server cannot read the responses of GET /users: its tools fail with bad_response."),
        new("returns no content", static document => Response(document, "/tickets", "post", "201").Remove("content"),
            "backend.response.content-type", "The server cannot read the responses of POST /tickets: its tools fail with bad_response."),
        new("describes no successful response", static document => Operation(document, "/users")["responses"]!.AsObject().Remove("200"),
            "backend.response.gone", "The response of GET /users is not defined; the tools that need it may fail."),
        new("drops a field of a response", static document => Forget(Schema(document, "User"), "created_at"),
            "output.property.dropped", "Readers of GET /users/{id} response.created_at fail: it was always there."),
        new("no longer promises a field", static document => Schema(document, "User")["required"]!.AsArray().RemoveAt(2),
            "output.property.not-promised", "Readers of GET /users response.items[].email fail when it is absent."),
        new("may answer null", static document => Property(document, "User", "email")["type"] = JsonNode.Parse("""["string","null"]"""),
            "output.type.widened",
            "Readers of GET /users/{id} response.email that cannot handle the additional type, e.g. null, fail."),
        new("changes the type of a field of a response", static document => Property(document, "TicketPage", "total")["type"] = "string",
            "output.type.changed", "Readers of GET /tickets response.total get a type that they cannot read, and fail."),
        new("has a further value of an enumeration", static document => Schema(document, "TicketStatus")["enum"]!.AsArray().Add("archived"),
            "backend.response.value",
            "The server reads only the values of POST /tickets response.status that it knows: a response with another one fails with "
                + "bad_response."),
        new("has another format of times", static document => Property(document, "Ticket", "updated_at")["format"] = "date",
            "output.format.changed", "Readers that parse POST /tickets response.updated_at by its old format fail."),
        new("wraps its answers", static document => Schema(document, "UserPage")["properties"] = new JsonObject
        {
            ["page"] = Schema(document, "UserPage").DeepClone(),
        },
            "output.property.dropped", "Readers of GET /users response.items fail: it was always there."),
        new("no longer describes a status", static document => Operation(document, "/tickets", "post")["responses"]!.AsObject().Remove(
            "409"),
            "backend.status.gone",
            "The server derives the reason for its callers from this status of POST /tickets; its replacement is unknown.",
            "risky"),
        new("has a further status", static document => Operation(document, "/users")["responses"]!["402"] = JsonNode.Parse(
            """{"description":"Pay first."}"""),
            "backend.status.added",
            "Callers of the tools that use GET /users may get a wrong reason.",
            "risky"),
        new("refers to another document", static document => Property(document, "User", "name").Parent!["name"] = JsonNode.Parse(
            """{"type":"string","$ref":"common.json#/name"}"""),
            "output.not-compared",
            "It is not known whether readers can still read GET /users/{id} response.name; a person has to review it.",
            "risky"),
    ];

    /// <summary>Compatible changes.</summary>
    public static IReadOnlyDictionary<string, Action<JsonObject>> Harmless { get; } = new Dictionary<string, Action<JsonObject>>(
        StringComparer.Ordinal)
    {
        ["a further operation"] = static document => Paths(document)["/teams"] = Operation(document, "/users").Parent!.DeepClone(),
        ["a further optional parameter"] = static document =>
            Parameters(document, "/users").Add(JsonNode.Parse("""{"name":"team","in":"query","schema":{"type":"string"}}""")),
        ["another name of a path's parameter"] = static document =>
        {
            Parameter(document, "/users/{id}", "id")["name"] = "user_id";
            Rename(Paths(document), "/users/{id}", "/users/{user_id}");
        },
        ["another case of a header's name"] = static document => Parameters(document, "/tickets", "post")[0]!["name"] = "idempotency-key",
        ["a parameter of the operation in the path item"] = static document =>
        {
            var item = Operation(document, "/users").Parent!.AsObject();
            item["parameters"] = Parameters(document, "/users").DeepClone();
            item["get"]!.AsObject().Remove("parameters");
        },
        ["headers that are no parameters"] = static document =>
            Parameters(document, "/users").Add(
                JsonNode.Parse("""{"name":"Authorization","in":"header","required":true,"schema":{"type":"string"}}""")),
        ["larger pages"] = static document => Parameter(document, "/users", "limit")["schema"]!["maximum"] = 500,
        ["a further optional field of a body"] = static document =>
            Schema(document, "CreateTicketRequest")["properties"]!["category"] = new JsonObject { ["type"] = "string" },
        ["a required field of a body that only the backend sets"] = static document =>
            Require(Schema(document, "CreateTicketRequest"), "number", """{"type":"integer","readOnly":true}"""),
        ["a further field of a response"] = static document => Require(Schema(document, "User"), "team"),
        ["fewer values of an enumeration in responses"] = static document =>
            Schema(document, "TicketStatus")["enum"]!.AsArray().RemoveAt(2),
        ["other texts"] = static document => Operation(document, "/users")["summary"] = "Other words.",
        ["a response by reference"] = static document =>
        {
            document["components"]!["responses"] = new JsonObject { ["Users"] = Response(document, "/users").DeepClone() };
            Operation(document, "/users")["responses"]!["200"] = JsonNode.Parse("""{"$ref":"#/components/responses/Users"}""");
        },
        ["a schema that refers to itself"] = static document =>
            Schema(document, "User")["properties"]!["manager"] = JsonNode.Parse("""{"$ref":"#/components/schemas/User"}"""),
        ["a range of media types"] = static document =>
            Rename(Operation(document, "/tickets", "post")["requestBody"]!["content"]!.AsObject(), "application/json", "application/*"),
        ["statuses by ranges"] = static document => Rename(Operation(document, "/users")["responses"]!.AsObject(), "400", "4XX"),
    };

    private static JsonObject Paths(JsonObject document) => document["paths"]!.AsObject();

    private static JsonObject Operation(JsonObject document, string path, string method = "get") =>
        Paths(document)[path]![method]!.AsObject();

    private static JsonArray Parameters(JsonObject document, string path, string method = "get") =>
        Operation(document, path, method)["parameters"]!.AsArray();

    private static JsonObject Parameter(JsonObject document, string path, string name, string method = "get") =>
        Parameters(document, path, method).Single(parameter => (string)parameter!["name"]! == name)!.AsObject();

    private static JsonObject Response(JsonObject document, string path, string method = "get", string status = "200") =>
        Operation(document, path, method)["responses"]![status]!.AsObject();

    private static JsonObject Schema(JsonObject document, string name) => document["components"]!["schemas"]![name]!.AsObject();

    private static JsonObject Property(JsonObject document, string schema, string name) =>
        Schema(document, schema)["properties"]![name]!.AsObject();

    private static void Require(JsonObject schema, string name, string property = """{"type":"string"}""")
    {
        schema["properties"]![name] = JsonNode.Parse(property);
        schema["required"]!.AsArray().Add(name);
    }

    private static void Forget(JsonObject schema, string name)
    {
        schema["properties"]!.AsObject().Remove(name);
        schema.Remove("additionalProperties");
        if (schema["required"] is JsonArray required)
        {
            required.RemoveAll(one => (string)one! == name);
        }
    }

    private static void Describe(JsonObject parameter)
    {
        parameter["content"] = new JsonObject { ["application/json"] = new JsonObject { ["schema"] = parameter["schema"]!.DeepClone() } };
        parameter.Remove("schema");
    }

    private static void Rename(JsonObject parent, string from, string to)
    {
        var value = parent[from];
        parent.Remove(from);
        parent[to] = value;
    }
}
