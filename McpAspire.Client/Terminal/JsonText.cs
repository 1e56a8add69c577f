using System.Text.Encodings.Web;
using System.Text.Json;
using ModelContextProtocol;

namespace McpAspire.Client.Terminal;

/// <summary>JSON for people and for jq: indented, with letters as they are, and nothing in it that a terminal obeys.</summary>
internal static class JsonText
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Format(JsonElement value) => Format(value.WriteTo);

    /// <summary>An object of the protocol, as it goes over the wire.</summary>
    public static string FormatProtocol<T>(T value) =>
        Format(JsonSerializer.SerializeToElement(value, McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(T))));

    private static string Format(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Indented))
        {
            write(writer);
        }

        return SafeText.Json(System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
    }
}
