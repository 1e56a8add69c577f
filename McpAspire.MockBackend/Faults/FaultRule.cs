using McpAspire.ServiceDefaults;

namespace McpAspire.MockBackend.Faults;

/// <summary>A fault, and the requests that have it.</summary>
/// <param name="Text">The rule as it was written.</param>
/// <param name="Fault">What goes wrong.</param>
internal sealed record FaultRule(string Text, Fault Fault)
{
    /// <summary>The method of the requests; null for any.</summary>
    public string? Method { get; init; }

    /// <summary>Their path, or with <c>*</c> at its end how it begins; null for every path of the API.</summary>
    public string? Path { get; init; }

    /// <summary>How many of them have the fault; null when the rule does not say.</summary>
    public FaultCount? Count { get; init; }

    /// <summary>Whether each path has its own count.</summary>
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

    // A backend that fails its calls is not thereby unhealthy: health has faults only when a rule's path names it.
    private static bool IsOfApi(PathString path) => !ProbePaths.Contains(path) && !path.StartsWithSegments("/openapi", StringComparison.OrdinalIgnoreCase);
}
