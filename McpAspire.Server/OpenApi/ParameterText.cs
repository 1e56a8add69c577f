using System.Globalization;
using System.Text;
using System.Text.Json;
using McpAspire.ServiceDefaults.OpenApi;

namespace McpAspire.Server.OpenApi;

/// <summary>Writes values as the styles of OpenAPI describe.</summary>
internal static class ParameterText
{
    // What would start another part of the URL, or another parameter, is encoded whatever the document says.
    private const string ReservedInQuery = ":/?@!$'()*,;=[]";
    private const string ReservedInPath = ":@!$&'()*+,;=";

    /// <summary>The value of a placeholder in a path: styles simple, label and matrix.</summary>
    public static string OfPath(ApiParameter parameter, JsonElement value)
    {
        var reserved = parameter.AllowReserved ? ReservedInPath : string.Empty;
        var (prefix, separator) = (parameter.Style, parameter.Explode) switch
        {
            ("label", true) => (".", "."),
            ("label", false) => (".", ","),
            ("matrix", true) => (";", ";"),
            ("matrix", false) => ($";{Encode(parameter.Name, string.Empty)}=", ","),
            _ => (string.Empty, ","),
        };
        var isMatrixList = parameter is { Style: "matrix", Explode: true } && value.ValueKind is not JsonValueKind.Object;
        var parts = Parts(value, parameter.Explode, text => Encode(text, reserved));
        return prefix
            + string.Join(separator, isMatrixList ? parts.Select(part => $"{Encode(parameter.Name, string.Empty)}={part}") : parts);
    }

    /// <summary>The value of a header: style simple.</summary>
    public static string OfHeader(ApiParameter parameter, JsonElement value) =>
        parameter.Style is "json" ? value.GetRawText() : string.Join(',', Parts(value, parameter.Explode, static text => text));

    /// <summary>Appends <c>name=value</c> pairs, for a query string or a form.</summary>
    public static void AppendPairs(StringBuilder query, ApiParameter parameter, JsonElement value)
    {
        var reserved = parameter.AllowReserved ? ReservedInQuery : string.Empty;
        var isList = value.ValueKind is JsonValueKind.Array or JsonValueKind.Object;
        if (parameter.Style is "json" || !isList)
        {
            Append(query, parameter.Name, parameter.Style is "json" && isList ? value.GetRawText() : TextOf(value), reserved);
        }
        else if (parameter.Style is "deepObject")
        {
            AppendDeep(query, parameter.Name, value, reserved);
        }
        else if (!parameter.Explode)
        {
            var separator = parameter.Style switch { "spaceDelimited" => "%20", "pipeDelimited" => "%7C", _ => "," };
            var text = string.Join(separator, Parts(value, explode: false, text => Encode(text, reserved)));
            query.Append(query.Length > 0 ? "&" : string.Empty).Append(Encode(parameter.Name, string.Empty)).Append('=').Append(text);
        }
        else if (value.ValueKind is JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray())
            {
                Append(query, parameter.Name, TextOf(item), reserved);
            }
        }
        else
        {
            foreach (var member in value.EnumerateObject())
            {
                Append(query, member.Name, TextOf(member.Value), reserved);
            }
        }
    }

    private static void AppendDeep(StringBuilder query, string name, JsonElement value, string reserved)
    {
        if (value.ValueKind is JsonValueKind.Object)
        {
            foreach (var member in value.EnumerateObject())
            {
                AppendDeep(query, $"{name}[{member.Name}]", member.Value, reserved);
            }
        }
        else if (value.ValueKind is JsonValueKind.Array)
        {
            foreach (var (index, item) in value.EnumerateArray().Index())
            {
                AppendDeep(query, string.Create(CultureInfo.InvariantCulture, $"{name}[{index}]"), item, reserved);
            }
        }
        else
        {
            Append(query, name, TextOf(value), reserved);
        }
    }

    private static void Append(StringBuilder query, string name, string text, string reserved) => query
        .Append(query.Length > 0 ? "&" : string.Empty).Append(Encode(name, string.Empty)).Append('=').Append(Encode(text, reserved));

    private static IEnumerable<string> Parts(JsonElement value, bool explode, Func<string, string> encode) => value switch
    {
        { ValueKind: JsonValueKind.Array } => value.EnumerateArray().Select(item => encode(TextOf(item))),
        { ValueKind: JsonValueKind.Object } when explode =>
            value.EnumerateObject().Select(member => $"{encode(member.Name)}={encode(TextOf(member.Value))}"),
        { ValueKind: JsonValueKind.Object } =>
            value.EnumerateObject().SelectMany(member => new[] { encode(member.Name), encode(TextOf(member.Value)) }),
        _ => [encode(TextOf(value))],
    };

    /// <summary>A text as it is, anything else as JSON.</summary>
    private static string TextOf(JsonElement value) => value switch
    {
        { ValueKind: JsonValueKind.String } => value.GetString()!,
        { ValueKind: JsonValueKind.Null } => string.Empty,
        _ => value.GetRawText(),
    };

    private static string Encode(string text, string reserved)
    {
        if (reserved.Length == 0)
        {
            return Uri.EscapeDataString(text);
        }

        var encoded = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            var character = rune.ToString();
            encoded.Append(reserved.Contains(character, StringComparison.Ordinal) ? character : Uri.EscapeDataString(character));
        }

        return encoded.ToString();
    }
}
