namespace McpAspire.ServiceDefaults.OpenApi;

/// <summary>References to parts of the same document, such as <c>#/components/schemas/User</c>.</summary>
internal static class JsonPointer
{
    /// <summary>The names behind <c>#/</c>, unescaped.</summary>
    public static string[] Split(string reference) => [.. reference[2..].Split('/').Select(static name =>
        Uri.UnescapeDataString(name).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))];

    /// <summary>A name as a part of a reference.</summary>
    public static string Escape(string name) =>
        Uri.EscapeDataString(name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal));
}
