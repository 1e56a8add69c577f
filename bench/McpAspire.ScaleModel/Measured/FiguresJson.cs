using System.Text.Json;
using System.Text.Json.Serialization;

namespace McpAspire.ScaleModel.Measured;

/// <summary>The figures as a file.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true, IgnoreReadOnlyProperties = true, NewLine = "\n")]
[JsonSerializable(typeof(Figures))]
internal sealed partial class FiguresJson : JsonSerializerContext
{
    /// <exception cref="JsonException">The file lacks a figure.</exception>
    public static Figures Read(string path) =>
        JsonSerializer.Deserialize(File.ReadAllText(path), Default.Figures) ?? throw new JsonException($"{path} has no figures.");

    public static void Write(string path, Figures figures) => File.WriteAllText(path, JsonSerializer.Serialize(figures, Default.Figures) + "\n");
}
