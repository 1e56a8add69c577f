using System.Net;

namespace McpAspire.Testing;

/// <summary>Sends calls to a path of the real server.</summary>
internal static class McpRequests
{
    /// <summary>A call that reaches the backend.</summary>
    public static readonly McpCall User = McpCall.Tool(Revision.November2025, "get_user_profile", new() { ["user_id"] = "1" });

    /// <summary>A call that does not reach the backend.</summary>
    public static readonly McpCall List = McpCall.Of(Revision.November2025, "tools/list");

    public static Task<McpAnswer> SendAsync(this ServerHost server, string path, McpCall call) =>
        SendAsync(server.Address, path, call, Cancellation);

    public static async Task<McpAnswer> SendAsync(Uri server, string path, McpCall call, CancellationToken cancellationToken)
    {
        // A separate connection, because some tests check how the server treats it.
        using var handler = new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None };
        using var http = new HttpClient(handler);
        using var request = call.ToRequest(new Uri(server, path));
        using var response = await http.SendAsync(request, cancellationToken);
        return await McpAnswer.ReadAsync(response, cancellationToken);
    }
}
