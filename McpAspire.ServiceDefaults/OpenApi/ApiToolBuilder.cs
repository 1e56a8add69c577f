using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace McpAspire.ServiceDefaults.OpenApi;

/// <summary>Makes a tool of an operation.</summary>
public sealed partial class ApiToolBuilder
{
    private const string Json = "application/json";

    /// <summary>Hosts accept 64 characters; the rest is for a number.</summary>
    private const int MaxArgument = 60;

    private const string Form = "application/x-www-form-urlencoded";

    private static readonly string[] Alternatives = ["oneOf", "anyOf", "not", "if", "patternProperties"];

    private readonly ApiDocument _document;
    private readonly ApiOperation _operation;
    private readonly ApiToolSettings _settings;
    private readonly JsonObject _source;
    private readonly SchemaSet _requests;
    private readonly List<(ApiParameter Parameter, JsonObject Schema)> _parameters = [];
    private bool _hasIdempotencyKey;

    private ApiToolBuilder(ApiDocument document, ApiOperation operation, ApiToolSettings settings)
    {
        (_document, _operation, _settings, _source) = (document, operation, settings, operation.Read(document));
        _requests = new(document, "readOnly");
    }

    /// <summary>Makes the tool.</summary>
    /// <param name="api">The name of the API.</param>
    /// <param name="document">The document.</param>
    /// <param name="operation">An operation of the document.</param>
    /// <param name="settings">How it is offered.</param>
    /// <exception cref="ApiDocumentException">The operation cannot be offered.</exception>
    public static ApiTool Build(string api, ApiDocument document, ApiOperation operation, ApiToolSettings settings)
    {
        ArgumentException.ThrowIfNullOrEmpty(api);
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(operation);
        ArgumentNullException.ThrowIfNull(settings);
        try
        {
            return new ApiToolBuilder(document, operation, settings).Build(api);
        }
        catch (Exception exception) when (exception is InvalidOperationException or FormatException or JsonException or ArgumentException)
        {
            // A document may have anything in any place.
            throw new ApiDocumentException($"does not follow OpenAPI: {exception.Message}", exception);
        }
    }

    /// <summary>The name that an operation's tool has by default.</summary>
    public static string NameOf(ApiOperation operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        var words = Words().Replace(operation.Id is { Length: > 0 } id ? id : operation.Route, "$1_$2");
        var name = Separators().Replace(words.ToLowerInvariant(), "_").Trim('_');
        name = name.Length > 0 && char.IsAsciiLetter(name[0]) ? name : $"op_{name}";
        return name.Length > 64 ? name[..64].TrimEnd('_') : name;
    }

    /// <summary>The permission that an operation's tool requires by default.</summary>
    public static string PermissionOf(string api, ApiOperation operation)
    {
        ArgumentException.ThrowIfNullOrEmpty(api);
        ArgumentNullException.ThrowIfNull(operation);
        return $"{char.ToUpperInvariant(api[0])}{api[1..]}.{(operation.IsSafe ? "Read" : "Write")}";
    }

    private ApiTool Build(string api)
    {
        var name = _settings.Name ?? NameOf(_operation);
        if (!ToolName().IsMatch(name))
        {
            throw new ApiDocumentException($"would become a tool named {name}, which does not match {ToolName()}; set Name");
        }

        foreach (var parameter in _operation.ReadParameters(_document, _source))
        {
            Add(parameter);
        }

        var placeholders = Placeholders().Matches(_operation.Path).Select(static match => match.Groups[1].Value);
        var given = _parameters.Where(static one => one.Parameter.Location is ApiLocation.Path).Select(static one => one.Parameter.Name);
        if (placeholders.Except(given).FirstOrDefault() is { } missing)
        {
            throw new ApiDocumentException($"has a path with {{{missing}}}, which is not one of its parameters");
        }

        var body = AddBody();
        Rename();
        Fix();
        var (output, wrapper) = Output();
        var tool = new ApiTool(_operation)
        {
            Name = name,
            Title = Text(_settings.Title ?? (string?)_source["summary"]),
            Description = Text(_settings.Description ?? (string?)_source["description"] ?? (string?)_source["summary"]),
            Permission = _settings.Permission ?? PermissionOf(api, _operation),
            Settings = _settings,
            Parameters = [.. _parameters.Select(static one => one.Parameter)],
            BodyType = body,
            InputSchema = Input(),
            OutputSchema = output,
            Wrapper = wrapper,
            HasIdempotencyKey = _hasIdempotencyKey,
        };
        return PermissionName().IsMatch(tool.Permission) ? tool : throw new ApiDocumentException(
            $"would need the permission {tool.Permission}, which does not match {PermissionName()}; set Permission");
    }

    private static string? Text(string? text) => text is null || SchemaSet.Clean(text) is not { Length: > 0 } clean ? null : clean;

    private static bool IsJson(string type) =>
        MediaType(type) is Json or "text/json" or "*/*" || MediaType(type).EndsWith("+json", StringComparison.Ordinal);

    private static string MediaType(string type) => type.Split(';')[0].Trim().ToLowerInvariant();

    private void Add(JsonObject parameter)
    {
        var name = (string?)parameter["name"] ?? throw new ApiDocumentException("has a parameter without a name");
        var place = (string?)parameter["in"];
        var isRequired = place is "path" || SchemaSet.IsTrue(parameter["required"]);
        if (place is "header" && name.Equals(ApiTool.IdempotencyKey, StringComparison.OrdinalIgnoreCase))
        {
            _hasIdempotencyKey = true;
            if (!_settings.Hidden.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                _parameters.Add((new(ApiTool.IdempotencyArgument, ApiTool.IdempotencyKey, ApiLocation.Header, "simple", false, false), new()
                {
                    ["type"] = "string",
                    ["description"] =
                        "Unique key of this call, e.g. a UUID. Repeated calls with the same key take effect only once.",
                    ["minLength"] = 1,
                    ["maxLength"] = 128,
                    ["pattern"] = "^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$",
                }));
            }

            return;
        }

        var content = (parameter["content"] as JsonObject)?.FirstOrDefault();
        var media = _document.Follow(content?.Value);
        if (place is "querystring" && content is { } form && MediaType(form.Key) is Form
            && TryAddMembers(media, ApiLocation.Query, isForm: true, isRequired))
        {
            return;
        }

        ApiLocation? location = place switch
        {
            "path" => ApiLocation.Path,
            "query" => ApiLocation.Query,
            "header" when !ForbiddenHeader.Is(name) => ApiLocation.Header,
            _ => null,
        };
        if (location is not { } where)
        {
            // OpenAPI itself ignores Accept, Content-Type and Authorization.
            if (isRequired && !ForbiddenHeader.IsIgnored(name))
            {
                throw new ApiDocumentException($"requires {name} in {place}, which a tool cannot set");
            }

            return;
        }

        var style = content is not null ? "json"
            : (string?)parameter["style"] ?? (where is ApiLocation.Query ? "form" : "simple");
        var schema = _requests.Translate(content is null ? parameter["schema"] : media?["schema"]) as JsonObject ?? [];
        if ((string?)parameter["description"] is { Length: > 0 } description)
        {
            schema["description"] = SchemaSet.Clean(description);
        }

        if (parameter["example"] is { } example && !schema.ContainsKey("examples") && !schema.ContainsKey("$ref"))
        {
            schema["examples"] = new JsonArray(example.DeepClone());
        }

        NullUnion.Remove(schema);
        _parameters.Add((new(
            name,
            name,
            where,
            style,
            parameter["explode"] is { } explode ? SchemaSet.IsTrue(explode) : style is "form",
            SchemaSet.IsTrue(parameter["allowReserved"]))
        {
            IsRequired = isRequired,
        }, schema));
    }

    private string? AddBody()
    {
        if (_document.Follow(_source["requestBody"])?["content"] is not JsonObject { Count: > 0 } content)
        {
            return null;
        }

        var (type, media) = content.FirstOrDefault(static one => IsJson(one.Key));
        if (type is null)
        {
            (type, media) = content.FirstOrDefault(static one => MediaType(one.Key) is Form);
        }

        if (type is null)
        {
            throw new ApiDocumentException(
                $"takes a body of {string.Join(" or ", content.Select(static one => one.Key))}; "
                    + "only JSON and URL-encoded forms are supported");
        }

        var isForm = MediaType(type) is Form;
        media = _document.Follow(media);
        var isFlat = TryAddMembers(media, ApiLocation.Body, isForm, isRequired: true);
        if (isForm && !isFlat)
        {
            throw new ApiDocumentException("takes a form whose fields the document does not describe");
        }

        if (!isFlat)
        {
            var isRequired = SchemaSet.IsTrue(_document.Follow(_source["requestBody"])?["required"]);
            _parameters.Add((
                new("body", string.Empty, ApiLocation.Body, "json", false, false) { IsRequired = isRequired },
                _requests.Translate(media?["schema"]) as JsonObject ?? []));
        }

        return isForm ? Form : MediaType(type) is "*/*" ? Json : MediaType(type);
    }

    /// <summary>Adds the members of an object, each as a parameter; false if the schema is more than a list of members.</summary>
    private bool TryAddMembers(JsonNode? media, ApiLocation place, bool isForm, bool isRequired)
    {
        var members = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
        var required = new HashSet<string>(StringComparer.Ordinal);
        if (!TryFlatten(media?["schema"], members, required, depth: 0))
        {
            return false;
        }

        foreach (var (name, member) in members.Where(member => !_requests.IsOmitted(member.Value)))
        {
            var schema = _requests.Translate(member) as JsonObject ?? [];
            var (style, explode) = isForm ? FormStyle(media?["encoding"]?[name], member) : ("json", false);
            _parameters.Add((new(name, name, place, style, explode, false) { IsRequired = isRequired && required.Contains(name) }, schema));
        }

        return true;
    }

    /// <summary>OpenAPI's defaults: lists are repeated, objects are JSON text.</summary>
    private (string Style, bool Explode) FormStyle(JsonNode? encoding, JsonNode? member)
    {
        var style = (string?)encoding?["style"];
        var type = _document.Follow(member)?["type"];
        return style is not null || encoding?["explode"] is not null
            ? (style ?? "form", encoding?["explode"] is { } explode ? SchemaSet.IsTrue(explode) : style is null or "form")
            : type is JsonValue value && value.ToString() is "object" ? ("json", false)
            : ("form", true);
    }

    /// <summary>Collects the members of an object; false if the schema is more than a list of members.</summary>
    private bool TryFlatten(JsonNode? schema, Dictionary<string, JsonNode?> members, HashSet<string> required, int depth)
    {
        if (depth > 20 || _document.Follow(schema) is not { } type
            || Array.Exists(Alternatives, type.ContainsKey)
            || type["additionalProperties"] is JsonObject { Count: > 0 }
            || !IsObject(type["type"], orAbsent: true))
        {
            return false;
        }

        foreach (var part in type["allOf"] as JsonArray ?? [])
        {
            if (!TryFlatten(part, members, required, depth + 1))
            {
                return false;
            }
        }

        foreach (var (name, member) in type["properties"] as JsonObject ?? [])
        {
            members[name] = member;
        }

        required.UnionWith((type["required"] as JsonArray ?? []).Select(static name => (string)name!));
        return depth > 0 || members.Count > 0;
    }

    private static bool IsObject(JsonNode? type, bool orAbsent) => type switch
    {
        null => orAbsent,
        JsonArray types => types.Any(static one => (string?)one is "object") && types.All(static one => (string?)one is "object" or "null"),
        _ => (string?)type is "object",
    };

    /// <summary>Names that every host accepts. Parameters of one name get their places in front, or numbers behind.</summary>
    private void Rename()
    {
        var names = _parameters.ConvertAll(static one => ArgumentName().Replace(
            one.Parameter.Argument.Replace("<", "_lt", StringComparison.Ordinal).Replace(">", "_gt", StringComparison.Ordinal),
            "_").Trim('_'));
        var places = names.Zip(_parameters).ToLookup(
            static one => one.First, static one => one.Second.Parameter.Location, StringComparer.Ordinal);
        var all = new HashSet<string>(StringComparer.Ordinal);
        for (var index = 0; index < names.Count; index++)
        {
            var (parameter, schema) = _parameters[index];
            var stem = places[names[index]].Distinct().Count() == 1
                ? names[index]
                : $"{parameter.Location.ToString().ToLowerInvariant()}_{names[index]}";
            stem = stem.Length > MaxArgument ? stem[..MaxArgument] : stem.Length > 0 ? stem : "value";
            var name = stem;
            for (var number = 2; !all.Add(name); number++)
            {
                name = $"{stem}_{number}";
            }

            _parameters[index] = (parameter with { Argument = name }, schema);
        }
    }

    private void Fix()
    {
        foreach (var (name, text) in _settings.Fixed)
        {
            var index = IndexOf(name);
            if (index < 0)
            {
                throw new ApiDocumentException($"has no parameter {name} for the value in Fixed");
            }

            var (parameter, schema) = _parameters[index];
            var isText = schema["type"] is null || schema["type"]!.ToJsonString().Contains("\"string\"", StringComparison.Ordinal);
            try
            {
                var value = isText
                    ? JsonElement.Parse(JsonSerializer.SerializeToUtf8Bytes(text, ApiJsonContext.Default.String))
                    : JsonElement.Parse(text);
                _parameters[index] = (parameter with { Fixed = value }, schema);
            }
            catch (JsonException)
            {
                throw new ApiDocumentException(
                    $"expects {schema["type"]!.ToJsonString()} for {name}, but the value in Fixed has another type");
            }
        }

        var hidden = _settings.Hidden.Where(static name => !name.Equals(ApiTool.IdempotencyKey, StringComparison.OrdinalIgnoreCase));
        foreach (var name in hidden)
        {
            var index = IndexOf(name);
            if (index < 0 || _parameters[index].Parameter.IsRequired)
            {
                throw new ApiDocumentException(
                    index < 0 ? $"has no parameter {name} to hide" : $"requires {name}, so Hidden cannot contain it");
            }

            _parameters.RemoveAt(index);
        }
    }

    private int IndexOf(string name) => _parameters.FindIndex(one => one.Parameter.Name == name) is >= 0 and var index
        ? index
        : _parameters.FindIndex(one => one.Parameter.Argument == name);

    private JsonObject Input()
    {
        var offered = _parameters.Where(static one => one.Parameter.Fixed is null).ToList();
        var schema = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject(
                offered.Select(static one => KeyValuePair.Create(one.Parameter.Argument, (JsonNode?)one.Schema))),
        };
        JsonNode?[] required =
        [
            .. offered.Where(static one => one.Parameter.IsRequired).Select(static one => JsonValue.Create(one.Parameter.Argument)),
        ];
        if (required.Length > 0)
        {
            schema["required"] = new JsonArray(required);
        }

        schema["additionalProperties"] = false;
        return _requests.Complete(schema).AsObject();
    }

    private (JsonObject? Schema, string? Wrapper) Output()
    {
        var responses = _source["responses"] as JsonObject ?? [];
        var successes = responses.Where(static one => one.Key.StartsWith('2')).OrderBy(static one => one.Key, StringComparer.Ordinal)
            .Select(one => _document.Follow(one.Value)?["content"] as JsonObject)
            .Where(static content => content is { Count: > 0 });
        if (successes.FirstOrDefault() is not { } content)
        {
            return (null, null);
        }

        var (type, media) = content.FirstOrDefault(static one => IsJson(one.Key));
        if (type is null)
        {
            return content.Any(static one => IsText(MediaType(one.Key))) ? (null, null) : throw new ApiDocumentException(
                $"returns {string.Join(" or ", content.Select(static one => one.Key))}; only JSON and text are supported");
        }

        if (!_settings.OutputSchema
            || _document.Follow(media)?["schema"] is not { } source
            || _document.Follow(source) is not { Count: > 0 } followed)
        {
            return (null, null);
        }

        var set = new SchemaSet(_document, "writeOnly");
        if (IsObject(followed["type"], orAbsent: false) || (followed["type"] is null && IsMadeOfObjects(followed)))
        {
            var schema = set.Complete(set.Translate(source)).AsObject();
            if (schema["$ref"] is not null)
            {
                // A root that refers to itself keeps its definition.
                schema = new JsonObject
                {
                    ["type"] = "object",
                    ["allOf"] = new JsonArray(new JsonObject { ["$ref"] = schema["$ref"]!.DeepClone() }),
                    ["$defs"] = schema["$defs"]!.DeepClone(),
                };
            }

            schema["type"] = "object";
            return (schema, null);
        }

        var wrapper = (string?)(followed["type"] as JsonValue) is "array" ? "items" : "value";
        return (set.Complete(new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject { [wrapper] = set.Translate(source) },
            ["required"] = new JsonArray(wrapper),
        }).AsObject(), wrapper);
    }

    private static bool IsText(string type) =>
        type.StartsWith("text/", StringComparison.Ordinal) || type is "application/xml" || type.EndsWith("+xml", StringComparison.Ordinal);

    private bool IsMadeOfObjects(JsonObject schema, int depth = 0) => depth < 20
        && (schema["properties"] is not null || IsObject(schema["type"], orAbsent: false)
            || (schema["allOf"] is JsonArray { Count: > 0 } parts && parts.All(part =>
                _document.Follow(part) is { } one && IsMadeOfObjects(one, depth + 1))));

    [GeneratedRegex("([a-z0-9])([A-Z])", RegexOptions.CultureInvariant)]
    private static partial Regex Words();

    [GeneratedRegex("[^a-z0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Separators();

    [GeneratedRegex("^[a-z][a-z0-9_]{0,63}$", RegexOptions.CultureInvariant)]
    private static partial Regex ToolName();

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,119}$", RegexOptions.CultureInvariant)]
    private static partial Regex PermissionName();

    [GeneratedRegex("[^A-Za-z0-9_.-]+", RegexOptions.CultureInvariant)]
    private static partial Regex ArgumentName();

    [GeneratedRegex(@"\{([^{}]*)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholders();
}
