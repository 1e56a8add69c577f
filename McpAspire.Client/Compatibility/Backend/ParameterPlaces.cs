namespace McpAspire.Client.Compatibility.Backend;

/// <summary>The names of the locations in OpenAPI and contract files.</summary>
internal static class ParameterPlaces
{
    public static IReadOnlyList<(ParameterPlace Place, string Name)> All { get; } =
    [
        (ParameterPlace.Path, "path"),
        (ParameterPlace.Query, "query"),
        (ParameterPlace.Header, "header"),
        (ParameterPlace.Cookie, "cookie"),
    ];

    public static string NameOf(ParameterPlace place) => All[(int)place].Name;

    public static ParameterPlace? Find(string? name) =>
        All.Where(one => one.Name == name).Select(static one => (ParameterPlace?)one.Place).FirstOrDefault();
}
