namespace McpAspire.Client.Compatibility.Schemas;

/// <summary>The types of JSON Schema. Numbers are integers or fractions, so that integers are numbers, too.</summary>
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
