namespace McpAspire.ServiceDefaults.Privacy;

/// <summary>Personal data (an id, a name, an address) of which logs only show that it is present.</summary>
/// <param name="text">The text; <see langword="null"/> if there is none.</param>
public sealed class PersonalData(string? text)
{
    /// <summary>The text that is printed instead.</summary>
    public const string Mask = "[personal]";

    private readonly bool _isThere = text is not null;

    /// <returns><see cref="Mask"/>, or <c>none</c> without a text.</returns>
    public override string ToString() => _isThere ? Mask : "none";
}
