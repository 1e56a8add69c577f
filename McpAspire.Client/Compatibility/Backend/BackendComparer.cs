using System.Globalization;
using System.Text.Json;
using McpAspire.Client.Compatibility.OpenApi;
using McpAspire.Client.Compatibility.Rules;
using McpAspire.Client.Compatibility.Schemas;
using McpAspire.Client.Terminal;

namespace McpAspire.Client.Compatibility.Backend;

/// <summary>
/// Compares a server's calls to its backend with the backend's description: the backend must accept all requests, and the server must be
/// able to read all responses. Additions are not differences.
/// </summary>
internal static class BackendComparer
{
    private const string SuccessRange = "2XX";
    private const string Default = "DEFAULT";

    private static readonly JsonElement NoParameters = JsonElement.Parse(
        """{"type":"object","properties":{},"additionalProperties":false}""");

    /// <exception cref="ContractException">An operation that the server calls is described in a way that cannot be read.</exception>
    public static IReadOnlyList<Finding> Compare(BackendContract before, OpenApiDocument after)
    {
        var found = new List<Finding>();
        foreach (var (name, operation) in before.Operations.OrderBy(static one => one.Key, StringComparer.Ordinal))
        {
            if (after.FindOperation(operation.Method, operation.Path) is { } now)
            {
                new OperationComparer(name, operation, now, after, found).Compare();
            }
            else
            {
                found.Add(new("backend.operation.gone", name, null, name, null, NewName(operation, before, after)));
            }
        }

        return
        [
            .. found.Where(static finding => finding.Rule.Grade != Grade.Additive).OrderByDescending(static finding => finding.Rule.Grade),
        ];
    }

    /// <summary>
    /// Suggests a replacement of a missing operation: another method of its path, or a similar path that the server does not call.
    /// </summary>
    private static string? NewName(BackendOperation operation, BackendContract before, OpenApiDocument after)
    {
        var other = after.MethodsOf(operation.Path).FirstOrDefault(method => !before.Operations.ContainsKey($"{method} {operation.Path}"));
        var path = Suggestion.For(
            operation.Path,
            after.Paths.Where(
                path => after.MethodsOf(path).Contains(operation.Method) && !before.Operations.ContainsKey($"{operation.Method} {path}")));
        return other is not null
            ? $"maybe {other} {operation.Path} now"
            : path is not null
            ? $"maybe renamed to {operation.Method} {path}"
            : null;
    }

    /// <summary>Compares one operation.</summary>
    private sealed class OperationComparer(
        string name, BackendOperation before, OpenApiOperation after, OpenApiDocument document, List<Finding> found)
    {
        public void Compare()
        {
            if (after.IsDeprecated)
            {
                Add("backend.operation.deprecated", null);
            }

            foreach (var place in OpenApiParameter.Places)
            {
                CompareParameters(place, before.Parameters.TryGetValue(place, out var sent) ? sent : NoParameters);
            }

            CompareBody();
            CompareStatuses();
            CompareResponses();
        }

        private void CompareParameters(string place, JsonElement sent)
        {
            var parameters = after.Parameters.Where(one => one.Place == place)
                .Select(one => (Name: NameOf(one, sent), one.Schema, one.IsRequired))
                .ToList();
            foreach (var (opaque, _, _) in parameters.Where(static one => one.Schema is null))
            {
                Add("backend.parameter.not-compared", $"{place}.{opaque}");
            }

            var taken = new OpenApiSchemas(document, isRequest: true)
                .Take(parameters.Select(static one => (one.Name, one.Schema ?? SchemaNode.Anything, one.IsRequired)));
            CompareSchemas(sent, taken, Direction.Input, place, static rule => rule switch
            {
                "input.property.removed" => "backend.parameter.gone",
                "input.property.required" => "backend.parameter.required",
                _ => rule,
            });
        }

        /// <summary>The name of a parameter in the contract: path parameters match by position, headers regardless of case.</summary>
        private string NameOf(OpenApiParameter parameter, JsonElement sent)
        {
            if (parameter.Place == OpenApiParameter.Path)
            {
                var place = after.Names.Index()
                    .Where(one => one.Item == parameter.Name)
                    .Select(static one => one.Index)
                    .DefaultIfEmpty(-1)
                    .First();
                return place >= 0 ? OpenApiDocument.NamesIn(before.Path)[place] : parameter.Name;
            }

            return parameter.Place == OpenApiParameter.Header && sent.TryGetProperty("properties", out var names)
                ? names.EnumerateObject()
                    .Select(static one => one.Name)
                    .FirstOrDefault(one => one.Equals(parameter.Name, StringComparison.OrdinalIgnoreCase), parameter.Name)
                : parameter.Name;
        }

        private void CompareBody()
        {
            if (before.Body is not { } body)
            {
                if (after.Body is { IsRequired: true })
                {
                    Add("backend.body.required", "body");
                }
            }
            else if (after.Body is not { } taken)
            {
                Add("backend.body.gone", "body");
            }
            else if (Find(taken.Media, body.ContentType) is not { } schema)
            {
                Add("backend.request.content-type", null, body.ContentType, Describe(taken.Media));
            }
            else
            {
                var accepted = new OpenApiSchemas(document, isRequest: true).Take(schema);
                CompareSchemas(body.Schema, accepted, Direction.Input, "body", static rule =>
                    rule is "input.property.removed" or "input.property.ignored" ? "backend.field.gone" : rule);
            }
        }

        private void CompareStatuses()
        {
            var described = after.Responses.Keys.Where(static status => status != Default).ToList();
            foreach (var status in before.Statuses.Select(static status => status.ToString(CultureInfo.InvariantCulture))
                .Where(status => !after.Responses.ContainsKey(Default) && !described.Exists(other => IsIn(status, other))))
            {
                Add("backend.status.gone", null, status);
            }

            var known = before.Statuses.Select(static status => status.ToString(CultureInfo.InvariantCulture)).ToList();
            foreach (var status in described.Where(status => !known.Exists(one => IsIn(one, status))))
            {
                Add("backend.status.added", null, null, status);
            }
        }

        private void CompareResponses()
        {
            var successes = after.Responses.Where(static response => IsIn(response.Key, SuccessRange))
                .OrderBy(static response => response.Key, StringComparer.Ordinal)
                .ToList();
            if (successes.Count == 0)
            {
                successes = [.. after.Responses.Where(static response => response.Key == Default)];
            }

            if (successes.Count == 0)
            {
                Add("backend.response.gone", null);
            }

            foreach (var (_, media) in successes)
            {
                CompareResponse(media);
            }
        }

        private void CompareResponse(Dictionary<string, SchemaNode> media)
        {
            if (before.Response is not { } read)
            {
                return;
            }

            if (Find(media, read.ContentType) is not { } schema)
            {
                Add("backend.response.content-type", null, read.ContentType, Describe(media));
                return;
            }

            var promised = new OpenApiSchemas(document, isRequest: false).Take(schema);
            CompareSchemas(read.Schema, promised, Direction.Output, "response", static rule =>
                rule is "output.value.added" or "output.values.opened" ? "backend.response.value" : rule);
        }

        private void CompareSchemas(JsonElement was, JsonElement now, Direction direction, string part, Func<string, string> ruleOf) =>
            found.AddRange(SchemaComparer.Compare(was, now, direction, statedOnly: true).Select(difference => difference with
            {
                Rule = RuleBook.Get(ruleOf(difference.Rule.Id)),
                Tool = name,
                Property = Join(part, difference.Property!),
            }));

        private void Add(string rule, string? property, string? was = null, string? now = null, string? hint = null) =>
            found.Add(new(rule, name, property, was, now, hint));

        private static string Join(string part, string path) => path.Length == 0 || path[0] == '[' ? part + path : $"{part}.{path}";

        /// <summary>Whether a status, or a range such as 4XX, is within another.</summary>
        private static bool IsIn(string status, string other) =>
            status == other
                || (status.Length == 3 && other.Length == 3 && status[0] == other[0] && other.EndsWith("XX", StringComparison.Ordinal));

        /// <summary>The schema of a media type, or of the narrowest range that includes it.</summary>
        private static SchemaNode? Find(IReadOnlyDictionary<string, SchemaNode> media, string type)
        {
            string[] names = [type, $"{type.Split('/')[0]}/*", "*/*"];
            return names.Where(media.ContainsKey).Select(name => (SchemaNode?)media[name]).FirstOrDefault();
        }

        private static string Describe(IReadOnlyDictionary<string, SchemaNode> media) =>
            media.Count == 0 ? "no content" : string.Join(", ", media.Keys.Order(StringComparer.Ordinal));
    }
}
