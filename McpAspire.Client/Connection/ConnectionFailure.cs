using System.Text.Json;
using McpAspire.ServiceDefaults.Doctor;
using McpAspire.ServiceDefaults.Identity;
using ModelContextProtocol;

namespace McpAspire.Client.Connection;

/// <summary>Describes why a connection failed, without text of the server.</summary>
/// <param name="Reason">The response or its absence; without a full stop.</param>
/// <param name="Advice">The remedy, as a sentence.</param>
internal sealed record ConnectionFailure(string Reason, string Advice)
{
    private const string Token =
        "Set AZURE_SCOPES and an identity that has access, or --token-env and a token that has not expired; run 'doctor' to check the "
            + "token.";
    private const string StepUp =
        "Sign in again with the claims of the response, e.g. with 'az login --claims-challenge', and pass the new token with --token-env.";
    private const string Address = "Check MCP_SERVER_URL (or --server).";
    private const string NotMcp =
        "Another service responds at this address: check MCP_SERVER_URL (or --server); the server's path is /mcp.";

    /// <returns><see langword="null"/> for an unexpected exception.</returns>
    public static ConnectionFailure? Of(Exception exception) => exception switch
    {
        AccessTokenException token => new(token.Message.TrimEnd('.'), "Run 'doctor' to check the token."),
        RedirectException redirect => new(redirect.Message, "If the target is the MCP server, set MCP_SERVER_URL (or --server) to it."),
        StepUpException stepUp => new(stepUp.Message, stepUp.Claims is { } claims ? $"{StepUp} The claims are {claims}" : StepUp),
        HttpRequestException { StatusCode: { } status } => OfStatus((int)status),
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } http => OfTls(http),
        HttpRequestException http => new(HttpFailure.Describe(http), OfError(http)),
        TimeoutException { Message: var message } =>
            new(
                message,
                "The server may be overloaded, or another service may listen there; to wait longer, raise DISCOVERY_TIMEOUT (or "
                    + "--timeout)."),
        McpProtocolException protocol =>
            new($"protocol error {(int)protocol.ErrorCode}", "The server refuses this request: check its log."),
        UnusableAnswerException unusable =>
            new(unusable.Message, "This client does not support such a server: report this to its operator."),
        { InnerException: { } inner } when Of(inner) is { } failure => failure,
        McpException or JsonException => new("the response is not MCP", NotMcp),
        IOException or OperationCanceledException =>
            new("the connection was closed", "Check the server's log, and any proxies."),
        _ => null,
    };

    private static ConnectionFailure OfStatus(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => new("HTTP 401, the server requires a token, or rejected the one that was sent", Token),
        StatusCodes.Status403Forbidden =>
            new("HTTP 403, the token lacks an app role or a user, or the server does not accept this host name", Token),
        StatusCodes.Status404NotFound or StatusCodes.Status405MethodNotAllowed => new($"HTTP {status}", NotMcp),
        >= StatusCodes.Status500InternalServerError =>
            new($"HTTP {status}", "The server or a proxy is failing: try again, and check its log."),
        _ => new($"HTTP {status}", Address),
    };

    private static ConnectionFailure OfTls(HttpRequestException http) => new(
        HttpFailure.Describe(http),
        HttpFailure.IsCertificate(http)
            ? "Trust the certificate authority, or use the host name of the certificate."
            : "Use http:// if the server does not use TLS.");

    private static string OfError(HttpRequestException http) => http switch
    {
        { HttpRequestError: HttpRequestError.ConnectionError } =>
            "Start the server, or check MCP_SERVER_URL (or --server) and the network policies on both sides.",
        { HttpRequestError: HttpRequestError.NameResolutionError } => "Check the host of MCP_SERVER_URL (or --server), and DNS.",
        { HttpRequestError: HttpRequestError.ResponseEnded or HttpRequestError.InvalidResponse } =>
            "The port does not use HTTP; use https:// if it expects TLS.",
        _ => Address,
    };
}
