namespace McpAspire.Server.Tools;

/// <summary>Limits that several tools share.</summary>
internal static class ArgumentRules
{
    /// <summary>An identifier is a segment of a URL path, so it has no slash and is never <c>.</c> or <c>..</c>.</summary>
    public const string Identifier = "^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$";

    public const int IdentifierLength = 128;
    public const int PageLimit = 100;
    public const int RowLimit = 1000;
}
