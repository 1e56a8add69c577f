using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using McpAspire.Tests.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace McpAspire.Tests.CommandLine;

/// <summary>Each connection failure of a command is one line with the attempt, the response and the remedy, and exit code 3.</summary>
[Trait("Category", "Integration")]
public sealed class FailureTests
{
    private const string NotMcp =
        "Another service responds at this address: check MCP_SERVER_URL (or --server); the server's path is /mcp.";
    private const string Token =
        "Set AZURE_SCOPES and an identity that has access, or --token-env and a token that has not expired; run 'doctor' to check the "
            + "token.";

    [Theory]
    [InlineData("tools")]
    [InlineData("tools", "list_users")]
    [InlineData("call", "list_users")]
    [InlineData("call", "list_users", "--help")]
    [InlineData("load", "list_users", "--calls", "1")]
    public async Task An_unavailable_server(params string[] arguments) =>
        await AssertFailsAsync(
            new("http://127.0.0.1:1"),
            "no service responds at this address. Start the server, or check MCP_SERVER_URL (or --server) and the network policies on "
                + "both sides.",
            arguments);

    [Fact]
    public async Task An_unknown_host_name() =>
        await AssertFailsAsync(
            new("http://no-such-host.invalid"),
            "the host name cannot be resolved. Check the host of MCP_SERVER_URL (or --server), and DNS.");

    [Theory]
    [InlineData(401, "text/html", "<p>Secret</p>", "HTTP 401, the server requires a token, or rejected the one that was sent. " + Token)]
    [InlineData(
        403,
        "text/html",
        "<p>Secret</p>",
        "HTTP 403, the token lacks an app role or a user, or the server does not accept this host name. " + Token)]
    [InlineData(404, "text/html", "<p>Secret</p>", "HTTP 404. " + NotMcp)]
    [InlineData(405, "text/html", "<p>Secret</p>", "HTTP 405. " + NotMcp)]
    [InlineData(200, "text/html", "<p>Secret</p>", "the response is not MCP. " + NotMcp)]
    [InlineData(200, "application/json", """{"secret":true}""", "the response is not MCP. " + NotMcp)]
    [InlineData(200, "application/json", "[]", "the response is not MCP. " + NotMcp)]
    [InlineData(200, "application/json", "Secret", "the response is not MCP. " + NotMcp)]
    [InlineData(
        503, "text/html", "<p>Secret</p>", "HTTP 503. The server or a proxy is failing: try again, and check its log.")]
    [InlineData(418, "text/html", "<p>Secret</p>", "HTTP 418. Check MCP_SERVER_URL (or --server).")]
    public async Task Another_service_or_a_refusal(int status, string contentType, string body, string expected)
    {
        await using var server = await StartAsync(
            context =>
            {
                (context.Response.StatusCode, context.Response.ContentType) = (status, contentType);
                return context.Response.WriteAsync(body);
            });

        await AssertFailsAsync(new(server.Urls.First()), expected);
    }

    [Theory]
    [InlineData("Bearer error=\"insufficient_claims\", scope=\"a b\", claims=\"eyJhIjoxfQ==\"", " The claims are eyJhIjoxfQ==")]
    [InlineData("Basic realm=\"x\", Bearer error=\"insufficient_claims\"", "")]
    [InlineData("Bearer error=\"insufficient_claims\", claims=\"a b\"", "")]
    public async Task A_further_sign_in_step_is_named_with_its_claims(string challenge, string claims)
    {
        await using var server = await StartAsync(context =>
        {
            (context.Response.StatusCode, context.Response.Headers.WWWAuthenticate) = (401, challenge);
            return Task.CompletedTask;
        });

        await AssertFailsAsync(
            new(server.Urls.First()),
            "HTTP 401, a further sign-in step of the user is required. Sign in again with the claims of the response, e.g. with 'az login "
                + $"--claims-challenge', and pass the new token with --token-env.{claims}");
    }

    [Fact]
    public async Task An_invalid_identity()
    {
        await using var fake = await FakeMcpServer.StartAsync();

        var run = await CommandRun.RunAsync(
            fake.Address,
            TextReader.Null,
            [
                ("AZURE_SCOPES", "api://x/.default"),
                ("AZURE_FEDERATED_TOKEN_FILE", "/no/such/token"),
                ("AZURE_TENANT_ID", Guid.Empty.ToString()),
                ("AZURE_CLIENT_ID", Guid.Empty.ToString())],
            "tools");

        Assert.Equal((3, string.Empty), (run.ExitCode, run.Output));
        Assert.Single(run.Error.TrimEnd('\n').Split('\n'));
        Assert.StartsWith("McpAspire.Client: wrong settings: AZURE_FEDERATED_TOKEN_FILE ", run.Error, StringComparison.Ordinal);
        Assert.Empty(fake.Authorizations);
    }

    [Theory]
    [InlineData("--timeout", "0.5")]
    [InlineData()]
    public async Task A_server_that_accepts_connections_but_never_responds(params string[] arguments)
    {
        using var listener = Listen();

        var run = await CommandRun.RunAsync(
            AddressOf(listener, "http"),
            TextReader.Null,
            [("DISCOVERY_TIMEOUT", arguments.Length == 0 ? "0.5" : "60")],
            ["tools", .. arguments]);

        Assert.Equal(
            (
                3,
                $"McpAspire.Client: {AddressOf(listener, "http")}mcp: no response within 0.5 seconds. The server may be overloaded, or "
                    + "another service may listen there; to wait longer, raise DISCOVERY_TIMEOUT (or --timeout).\n"),
            (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task A_call_without_a_response()
    {
        await using var fake = await FakeMcpServer.StartAsync();
        fake.Gate = Task.Delay(Timeout.Infinite, Cancellation);

        await AssertFailsAsync(
            fake.Address,
            "no response within 3 seconds. The server may be overloaded, or another service may listen there; to wait longer, raise "
                + "DISCOVERY_TIMEOUT (or --timeout).",
            "call",
            "list_users",
            "--timeout",
            "3");
    }

    [Theory]
    [InlineData("/other?secret=1", "http://{server}/other")]
    [InlineData("http://user:secret@127.0.0.1:9/a b", "http://127.0.0.1:9/a%20b")]
    public async Task A_redirect_is_reported_with_its_target_and_not_followed(string location, string target)
    {
        await using var server = await StartAsync(context =>
        {
            (context.Response.StatusCode, context.Response.Headers.Location) = (307, location);
            return Task.CompletedTask;
        });
        var expected = target.Replace("{server}", new Uri(server.Urls.First()).Authority, StringComparison.Ordinal);

        await AssertFailsAsync(
            new(server.Urls.First()),
            $"HTTP 307, a redirect to {expected}, which is not followed. If the target is the MCP server, set MCP_SERVER_URL (or "
                + "--server) to it.");
    }

    [Fact]
    public async Task An_endless_list_of_tools()
    {
        await using var fake = await FakeMcpServer.StartAsync();
        fake.NextCursor = string.Empty;

        await AssertFailsAsync(
            fake.Address,
            "the server repeats a cursor, so its list of tools is endless. This client does not support such a server: report this to "
                + "its operator.");
    }

    [Fact]
    public async Task A_port_that_does_not_speak_HTTP()
    {
        await using var server = await StartAsync(
            static _ => Task.CompletedTask,
            static kestrel =>
                kestrel.Listen(
                    IPAddress.Loopback,
                    0,
                    static port =>
                        port.Run(
                            static async connection =>
                                await connection.Transport.Output.WriteAsync("SSH-2.0-OpenSSH_9.6\r\n"u8.ToArray()))));

        await AssertFailsAsync(
            new(server.Urls.First()),
            "HTTP failed, InvalidResponse. The port does not use HTTP; use https:// if it expects TLS.");
    }

    [Fact]
    public async Task An_untrusted_certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var issued = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        using var certificate = X509CertificateLoader.LoadPkcs12(issued.Export(X509ContentType.Pkcs12), null);
        await using var server = await StartAsync(
            static context => context.Response.WriteAsync("Secret"),
            kestrel => kestrel.ConfigureHttpsDefaults(https => https.ServerCertificate = certificate),
            "https");

        await AssertFailsAsync(
            new(server.Urls.First()),
            "TLS failed: the certificate is not trusted, or is for another host name. Trust the certificate authority, or use the host "
                + "name of the certificate.");
    }

    [Fact]
    public async Task TLS_to_a_port_without_TLS()
    {
        await using var server = await StartAsync(static context => context.Response.WriteAsync("Secret"));

        await AssertFailsAsync(
            new UriBuilder(server.Urls.First()) { Scheme = "https" }.Uri,
            "TLS failed: the server does not support TLS, or none of the supported versions. Use http:// if the server does not use TLS.");
    }

    private static async Task AssertFailsAsync(Uri server, string expected, params string[] arguments)
    {
        var run = await CommandRun.RunAsync(server, arguments is [] ? ["tools"] : arguments);

        Assert.Equal((3, string.Empty, $"McpAspire.Client: {server}mcp: {expected}\n"), (run.ExitCode, run.Output, run.Error));
    }

    private static async Task<WebApplication> StartAsync(
        RequestDelegate answer, Action<KestrelServerOptions>? configure = null, string scheme = "http")
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().UseUrls($"{scheme}://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel => configure?.Invoke(kestrel));
        var server = builder.Build();
        server.Run(answer);
        await server.StartAsync(Cancellation);
        return server;
    }

    private static TcpListener Listen()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }

    private static Uri AddressOf(TcpListener listener, string scheme) =>
        new($"{scheme}://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
}
