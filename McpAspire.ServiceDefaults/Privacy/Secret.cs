namespace McpAspire.ServiceDefaults.Privacy;

/// <summary>
/// A text that must not appear in a log, metric, trace or error: printing, formatting or serializing it yields <see cref="Mask"/> or
/// nothing.
/// </summary>
public sealed class Secret(string text)
{
    /// <summary>The text that is printed instead.</summary>
    public const string Mask = "[secret]";

    private readonly string _text = text;

    /// <returns>The text, for the code that sends it.</returns>
    public string Reveal() => _text;

    /// <returns><see cref="Mask"/>.</returns>
    public override string ToString() => Mask;
}
