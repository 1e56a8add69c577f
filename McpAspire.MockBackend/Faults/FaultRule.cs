using McpAspire.ServiceDefaults.Health;

namespace McpAspire.MockBackend.Faults;

/// <summary>A fault and the requests that it applies to.</summary>
/// <param name="Text">The rule as written.</param>
/// <param name="Fault">The fault.</param>
internal sealed record FaultRule(string Text, Fault Fault)
{
    /// <summary>The method of the requests; null for any.</summary>
    public string? Method { get; init; }

    /// <summary>The path, or a prefix that ends with <c>*</c>; null for every path of the API.</summary>
    public string? Path { get; init; }

    /// <summary>The number of requests; null for all.</summary>
    public int? Count { get; init; }

    /// <summary>Whether each path has a count of its own.</summary>
    public bool CountsByPath { get; init; }

    public bool Matches(HttpRequest request) =>
        (Method is null || string.Equals(Method, request.Method, StringComparison.OrdinalIgnoreCase)) && Matches(request.Path);

    private bool Matches(PathString path)
    {
        var prefix = Path?.TrimEnd('*') ?? "";
        if (!IsOfApi(path) && (prefix.Length == 0 || IsOfApi(prefix)))
        {
            return false;
        }

        return prefix.Length == Path?.Length
            ? string.Equals(path.Value, prefix, StringComparison.OrdinalIgnoreCase)
            : path.Value?.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) is true;
    }

    // A failing backend is not unhealthy: health has faults only when the path of a rule names it.
    private static bool IsOfApi(PathString path) =>
        !ProbePaths.Contains(path) && !path.StartsWithSegments("/openapi", StringComparison.OrdinalIgnoreCase);
}
