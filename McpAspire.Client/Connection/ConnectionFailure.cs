using System.Text.Json;
using McpAspire.ServiceDefaults.Doctor;
using McpAspire.ServiceDefaults.Identity;
using ModelContextProtocol;

namespace McpAspire.Client.Connection;

/// <summary>Why there is no connection, in a few words of ours: what the server wrote stays out of logs and terminals.</summary>
/// <param name="Reason">What came back, or that nothing did; no full stop.</param>
/// <param name="Advice">What to do about it: a sentence.</param>
internal sealed record ConnectionFailure(string Reason, string Advice)
{
    private const string Token = "Set AZURE_SCOPES and the identity that has access; 'doctor' says what is wrong with a token.";
    private const string Address = "Compare MCP_SERVER_URL (or --server) with the server's address.";
    private const string NotMcp = "Something else answers at this address: compare MCP_SERVER_URL (or --server) with the server's, whose "
        + "path is /mcp.";

    /// <returns><see langword="null"/> for an exception that nobody foresaw.</returns>
    public static ConnectionFailure? Of(Exception exception) => exception switch
    {
        AccessTokenException token => new(token.Message.TrimEnd('.'), "'doctor' says what is wrong with the token."),
        RedirectException redirect => new(redirect.Message, "If that is the MCP server, use its address: MCP_SERVER_URL (or --server)."),
        HttpRequestException { StatusCode: { } status } => OfStatus((int)status),
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } http => OfTls(http),
        HttpRequestException http => new(HttpFailure.Describe(http), OfError(http)),
        TimeoutException { Message: var message } =>
            new(
                message,
                "The server may be overloaded, or something else may listen there; wait longer with DISCOVERY_TIMEOUT (or --timeout)."),
        McpProtocolException protocol =>
            new($"protocol error {(int)protocol.ErrorCode}", "The server speaks MCP but refuses this: look at its log."),
        UnusableAnswerException unusable =>
            new(unusable.Message, "This client cannot work with such a server: report it to those who run it."),
        { InnerException: { } inner } when Of(inner) is { } failure => failure,
        McpException or JsonException => new("the answer is not MCP", NotMcp),
        IOException or OperationCanceledException =>
            new("the connection was closed", "Look at the server's log, and at proxies on the way."),
        _ => null,
    };

    private static ConnectionFailure OfStatus(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => new("HTTP 401, the server asks for a token, or does not accept the one it got", Token),
        StatusCodes.Status403Forbidden =>
            new("HTTP 403, the token lacks an app role, or the server does not answer to this host name", Token),
        StatusCodes.Status404NotFound or StatusCodes.Status405MethodNotAllowed => new($"HTTP {status}", NotMcp),
        >= StatusCodes.Status500InternalServerError =>
            new($"HTTP {status}", "The server, or a proxy before it, is failing: try again, and look at its log."),
        _ => new($"HTTP {status}", Address),
    };

    private static ConnectionFailure OfTls(HttpRequestException http) => new(
        HttpFailure.Describe(http),
        HttpFailure.IsCertificate(http)
            ? "Trust the authority that issued the certificate, or use the name that it is for."
            : "Use http:// if the server has no TLS there.");

    private static string OfError(HttpRequestException http) => http switch
    {
        { HttpRequestError: HttpRequestError.ConnectionError } =>
            "Start the server, or compare MCP_SERVER_URL (or --server) with its address; look at network policies on both sides.",
        { HttpRequestError: HttpRequestError.NameResolutionError } => "Correct the host of MCP_SERVER_URL (or --server), or look at DNS.",
        { HttpRequestError: HttpRequestError.ResponseEnded or HttpRequestError.InvalidResponse } =>
            "Something that does not speak HTTP answers there; use https:// if the port expects TLS.",
        _ => Address,
    };
}
