namespace McpAspire.Tests.OpenApi;

/// <summary>An API whose parameters are places of attack.</summary>
public sealed class PathSafetyApi : IAsyncLifetime
{
    private static readonly string[] HeaderNames =
        ["X-Trace", "Authorization", "Host", "Cookie", "Content-Length", "Transfer-Encoding", "Connection", "X-Forwarded-For"];

    internal ApiServer Running { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Running = await ApiServer.StartAsync($$"""
        {
          "/items/{id}": {{Get("getItem", Path("id"))}},
          "/reserved/{id}": {{Get("getReserved", Path("id", ",\"allowReserved\":true"))}},
          "/suffix/{id}/parts": {{Get("getSuffix", Path("id"))}},
          "/pair/{a}{b}": {{Get("getPair", Path("a"), Path("b"))}},
          "/shared?fixed=1#part": {{Get("getFragment", In("query", "q"))}},
          "/header": {{Get("getHeader", [.. HeaderNames.Select(static name => In("header", name)), In("cookie", "session")])}}
        }
        """);

    public ValueTask DisposeAsync() => Running.DisposeAsync();

    private static string Get(string id, params string[] parameters) =>
        $$"""{"get":{"operationId":"{{id}}","parameters":[{{string.Join(',', parameters)}}],"responses":{"204":{"description":""} } } }""";

    private static string Path(string name, string more = "") => In("path", name, $",\"required\":true{more}");

    private static string In(string place, string name, string more = "") =>
        $$"""{"name":"{{name}}","in":"{{place}}"{{more}},"schema":{"type":"string"} }""";
}
