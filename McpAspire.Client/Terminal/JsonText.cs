using System.Text.Encodings.Web;
using System.Text.Json;
using ModelContextProtocol;

namespace McpAspire.Client.Terminal;

/// <summary>JSON for people and jq: indented, with unescaped letters, and without terminal control characters.</summary>
internal static class JsonText
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Format(JsonElement value) => Format(value.WriteTo);

    /// <summary>Writes an object of the protocol as on the wire.</summary>
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
