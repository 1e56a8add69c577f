namespace McpAspire.MockBackend.Entra;

/// <summary>An address on this machine: <c>http://localhost</c> or <c>http://127.0.0.1</c> with any port, path and query.</summary>
internal static class LoopbackAddress
{
    /// <summary>The address in normal form; null when the text is none.</summary>
    public static Uri? Read(string text) =>
        // What a browser might read differently than Uri does is no address.
        text.All(static character => character is > ' ' and <= '~' and not ('\\' or '#'))
        && Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && uri is { Scheme: "http", Host: "localhost" or "127.0.0.1", UserInfo: "" }
            ? uri
            : null;
}
