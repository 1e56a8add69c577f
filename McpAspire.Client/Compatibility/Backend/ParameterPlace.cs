namespace McpAspire.Client.Compatibility.Backend;

/// <summary>The location of a request parameter.</summary>
internal enum ParameterPlace
{
    Path,
    Query,
    Header,
    Cookie,
}
