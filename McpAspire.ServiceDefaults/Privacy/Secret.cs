using System.ComponentModel;
using System.Globalization;

namespace McpAspire.ServiceDefaults.Privacy;

/// <summary>A text that no log, metric, trace or error may have: whatever prints, formats or serializes it gets <see cref="Mask"/> or nothing.</summary>
[TypeConverter(typeof(Converter))]
public sealed class Secret(string text)
{
    /// <summary>What is printed in its place.</summary>
    public const string Mask = "[secret]";

    private readonly string _text = text;

    /// <returns>The text itself, for the one who sends it.</returns>
    public string Reveal() => _text;

    /// <returns><see cref="Mask"/>.</returns>
    public override string ToString() => Mask;

    /// <summary>Reads a setting.</summary>
    private sealed class Converter : TypeConverter
    {
        public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType) => sourceType == typeof(string);

        public override object ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value) => new Secret((string)value);
    }
}
