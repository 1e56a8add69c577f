using McpAspire.ServiceDefaults.Privacy;

namespace McpAspire.ServiceDefaults.Logging;

/// <summary>The scrubbed content of an exception.</summary>
internal sealed record SafeError(string Type, string Message, string Stack)
{
    public static SafeError Of(Exception exception)
    {
        var type = exception.GetType().FullName ?? exception.GetType().Name;
        try
        {
            return new(type, Redaction.Scrub(exception.Message), Redaction.Scrub(exception.ToString()));
        }
#pragma warning disable CA1031 // Exceptions run code of other libraries: the event matters more than the exception's text.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            var text = $"[{exception.GetType().Name} cannot be printed: {failure.GetType().Name}]";
            return new(type, text, text);
        }
    }
}
