using System.Text.Json;

namespace McpAspire.MockBackend.Problems;

/// <summary>Names the faulty field of a body that cannot be read.</summary>
internal static class BodyErrors
{
    public static Dictionary<string, string[]> Find(JsonException? exception, Type bodyType, JsonSerializerOptions options)
    {
        // An inner exception of the reader means that the text is not JSON; its path is only the position of the reader.
        if (exception is null or { InnerException: JsonException } or { Path: null or "$" })
        {
            return One("body", "The body must be one well-formed JSON object.");
        }

        var name = FirstSegment(exception.Path);
        var property = options.GetTypeInfo(bodyType).Properties.FirstOrDefault(property => property.Name == name);
        return property is null
            ? One(name, "There is no such field.")
            : One(name, $"The value must be {Describe(property.PropertyType)}, given once.");
    }

    /// <summary>Describes the values of a type, as the end of a sentence.</summary>
    public static string Describe(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain switch
        {
            _ when plain == typeof(string) => "a string",
            _ when plain == typeof(int) => "an integer of 32 bits",
            _ when plain == typeof(bool) => "true or false",
            _ when plain.IsAssignableTo(typeof(IEnumerable<string>)) => "a list of strings",
            { IsEnum: true } => $"one of {string.Join(", ", Enum.GetNames(plain).Select(JsonNamingPolicy.SnakeCaseLower.ConvertName))}",
            _ => "an object in which no name is repeated",
        };
    }

    // The path may contain the caller's text: it is truncated, so that a response cannot be as large as a request.
    private static string FirstSegment(string path)
    {
        var segment = path.StartsWith("$.", StringComparison.Ordinal) ? path[2..].Split('.', '[')[0] : path;
        return segment.Length <= 128 ? segment : segment[..128];
    }

    private static Dictionary<string, string[]> One(string field, string rule) => new() { [field] = [rule] };
}
