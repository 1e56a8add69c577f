namespace McpAspire.Client.Compatibility.Backend;

/// <summary>Where a parameter of a request is.</summary>
internal enum ParameterPlace
{
    Path,
    Query,
    Header,
    Cookie,
}
