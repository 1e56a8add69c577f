using System.Text.Json;

namespace McpAspire.ServiceDefaults.OpenApi;

/// <summary>Where a parameter goes in a request.</summary>
public enum ApiLocation
{
    /// <summary>A placeholder of the path.</summary>
    Path,

    /// <summary>The query string.</summary>
    Query,

    /// <summary>A header.</summary>
    Header,

    /// <summary>A member of the body.</summary>
    Body,
}

/// <summary>One parameter of an operation, or one member of its body.</summary>
/// <param name="Argument">The name of the tool's argument.</param>
/// <param name="Name">The name in the request; empty if the argument is the whole body.</param>
/// <param name="Location">Where it goes.</param>
/// <param name="Style">The <c>style</c> of OpenAPI, or <c>json</c>: JSON text.</param>
/// <param name="Explode">Whether each item or member is a value of its own.</param>
/// <param name="AllowReserved">Whether reserved characters are not percent-encoded.</param>
public sealed record ApiParameter(string Argument, string Name, ApiLocation Location, string Style, bool Explode, bool AllowReserved)
{
    /// <summary>The value that every call has; callers do not see the parameter.</summary>
    public JsonElement? Fixed { get; init; }

    /// <summary>Whether callers must give it.</summary>
    public bool IsRequired { get; init; }
}
