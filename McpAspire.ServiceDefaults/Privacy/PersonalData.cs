namespace McpAspire.ServiceDefaults.Privacy;

/// <summary>A text about a person (an id, a name, an address) that is logged as nothing but its presence.</summary>
/// <param name="text">The text; <see langword="null"/> where there is none.</param>
public sealed class PersonalData(string? text)
{
    /// <summary>What is printed in its place.</summary>
    public const string Mask = "[personal]";

    private readonly bool _isThere = text is not null;

    /// <returns><see cref="Mask"/>, or <c>none</c> where there is no text.</returns>
    public override string ToString() => _isThere ? Mask : "none";
}
