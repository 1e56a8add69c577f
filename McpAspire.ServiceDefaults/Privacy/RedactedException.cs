namespace McpAspire.ServiceDefaults.Privacy;

/// <summary>Stands in a log for an exception whose text had a token or an e-mail address in it, or that cannot be printed.</summary>
#pragma warning disable CA1064 // It is never thrown.
internal sealed class RedactedException : Exception
#pragma warning restore CA1064
{
    private readonly string _text;

    private RedactedException(Exception original, string message, string text)
        : base(message) => (_text, OriginalType, StackTrace) = (text, original.GetType().FullName ?? original.GetType().Name, original.StackTrace);

    public string OriginalType { get; }

    public override string? StackTrace { get; }

    /// <returns><paramref name="exception"/> itself if its text has nothing to take out.</returns>
    public static Exception? Of(Exception? exception)
    {
        if (exception is null)
        {
            return null;
        }

        try
        {
            var text = exception.ToString();
            var scrubbed = Redaction.Scrub(text);
            return ReferenceEquals(text, scrubbed) ? exception : new RedactedException(exception, Redaction.Scrub(exception.Message), scrubbed);
        }
#pragma warning disable CA1031 // Whatever the exception's own code does wrong: the event is worth more than its text.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            var text = $"[{exception.GetType().Name} cannot be printed: {failure.GetType().Name}]";
            return new RedactedException(exception, text, text);
        }
    }

    public override string ToString() => _text;
}
