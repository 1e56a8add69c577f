namespace McpAspire.ServiceDefaults.OpenApi;

/// <summary>JSON pointers (RFC 6901), and references to parts of the same document such as <c>#/components/schemas/User</c>.</summary>
public static class JsonPointer
{
    /// <summary>A name as a part of a pointer.</summary>
    public static string Escape(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
    }

    /// <summary>The name that a part of a pointer stands for.</summary>
    public static string Unescape(string part)
    {
        ArgumentNullException.ThrowIfNull(part);
        return part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
    }

    /// <summary>The names behind <c>#/</c>, unescaped.</summary>
    internal static string[] Split(string reference) =>
        [.. reference[2..].Split('/').Select(static part => Unescape(Uri.UnescapeDataString(part)))];
}
