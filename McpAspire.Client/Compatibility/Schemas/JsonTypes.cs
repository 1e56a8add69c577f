namespace McpAspire.Client.Compatibility.Schemas;

/// <summary>The types of JSON Schema. A number is a whole one or a fraction, so that integers are numbers.</summary>
[Flags]
internal enum JsonTypes
{
    None = 0,
    Null = 1,
    Boolean = 2,
    Integer = 4,
    Fraction = 8,
    Number = Integer | Fraction,
    Text = 16,
    Array = 32,
    Object = 64,
    All = 127,
}
