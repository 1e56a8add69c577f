using McpAspire.Server.Calls;
using McpAspire.ServiceDefaults.OpenApi;

namespace McpAspire.Server.OpenApi;

/// <summary>
/// Puts values into a path template. Whatever they are, the request's path keeps the template's segments: a value that a server or a
/// proxy could take for other segments is refused.
/// </summary>
internal static class RequestPath
{
    private const int MaxDecodings = 4;

    /// <param name="address">The API's base address, with a slash at the end.</param>
    /// <param name="tool">The tool.</param>
    /// <param name="values">The encoded values of the placeholders.</param>
    /// <param name="query">The encoded query.</param>
    /// <exception cref="ToolArgumentException">A value is empty or would change the path.</exception>
    public static Uri Of(Uri address, ApiTool tool, Dictionary<string, string> values, string query)
    {
        var segments = new List<string>();
        // Some documents tell operations apart by a fragment, which is not sent, or by a fixed query.
        var template = tool.Operation.Path.Split('#')[0].Split('?', 2);
        var fullQuery = string.Join('&', template.Skip(1).Append(query).Where(static one => one.Length > 0));
        foreach (var segment in template[0].TrimStart('/').Split('/'))
        {
            var filled = segment;
            foreach (var parameter in tool.Parameters.Where(static parameter => parameter.Location is ApiLocation.Path))
            {
                var placeholder = $"{{{parameter.Name}}}";
                if (filled.Contains(placeholder, StringComparison.Ordinal))
                {
                    var value = values.GetValueOrDefault(parameter.Name, string.Empty);
                    if (!IsSafe(value))
                    {
                        throw Refusal(parameter);
                    }

                    filled = filled.Replace(placeholder, value, StringComparison.Ordinal);
                }
            }

            if (!ReferenceEquals(filled, segment) && !IsSafe(filled))
            {
                throw Refusal(tool.Parameters.First(static parameter => parameter.Location is ApiLocation.Path));
            }

            segments.Add(filled);
        }

        var uri = new Uri(
            $"{address.AbsoluteUri}{string.Join('/', segments)}{(fullQuery.Length > 0 ? "?" : string.Empty)}{fullQuery}", UriKind.Absolute);
        return uri.Authority == address.Authority && uri.AbsolutePath.Count(static one => one == '/') == SlashesOf(address, template[0])
            ? uri
            : throw Refusal(tool.Parameters.First(static parameter => parameter.Location is ApiLocation.Path));
    }

    private static int SlashesOf(Uri address, string template) =>
        address.AbsolutePath.Count(static one => one == '/') + template.TrimStart('/').Count(static one => one == '/');

    private static ToolArgumentException Refusal(ApiParameter parameter) =>
        new(new(parameter.Argument, "path", "must not be empty, contain control characters, or contain '.' or '..' as a path segment"));

    /// <summary>Whether a value stays one segment, however often what is on the way decodes it.</summary>
    private static bool IsSafe(string encoded)
    {
        var text = encoded;
        for (var decoding = 0; decoding <= MaxDecodings; decoding++)
        {
            if (text.Length == 0 || text.Any(char.IsControl) || text.Split('/', '\\').Any(static part => part.Trim() is "." or ".."))
            {
                return false;
            }

            var decoded = Uri.UnescapeDataString(text);
            if (decoded == text)
            {
                break;
            }

            text = decoded;
        }

        return true;
    }
}
