using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;

namespace McpAspire.Tests.Contracts.Backend;

/// <summary>The operation that a tool calls, and the mapping of its arguments.</summary>
/// <param name="Operation">Method and path.</param>
/// <param name="Tool">The tool.</param>
/// <param name="Arguments">The tool's argument of each path or query parameter.</param>
/// <param name="Response">The type of the response.</param>
/// <param name="Body">The type of the body, if any.</param>
internal sealed record BackendCall(
    string Operation, string Tool, IReadOnlyDictionary<string, string> Arguments, JsonTypeInfo Response, JsonTypeInfo? Body = null)
{
    public string Method { get; } = Operation.Split(' ')[0];

    public string Path { get; } = Operation.Split(' ')[1];

    public bool Matches(RecordedRequest request) => request.Method == Method && Values(request.Path) is not null;

    /// <summary>The values of the path's parameters; <see langword="null"/> if it is another path.</summary>
    public IReadOnlyDictionary<string, string>? Values(string path)
    {
        var match = Regex.Match(path, $"^{Regex.Replace(Path, @"\{(\w+)\}", "(?<$1>[^/]+)")}$", RegexOptions.None, TimeSpan.FromSeconds(1));
        return match.Success
            ? match.Groups.Values.Skip(1).ToDictionary(
                static group => group.Name, static group => Uri.UnescapeDataString(group.Value), StringComparer.Ordinal)
            : null;
    }
}
