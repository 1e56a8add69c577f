using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using ModelContextProtocol.Server;

namespace ModelContextProtocol.AspNetCore;

/// <summary>Settings of MCP over HTTP: those of the real package that have a meaning in stateless mode.</summary>
public class HttpServerTransportOptions
{
    /// <summary>Changes the server's options for one request, after the application's own configuration.</summary>
    public Func<HttpContext, McpServerOptions, CancellationToken, Task>? ConfigureSessionOptions { get; set; }

    /// <summary>Runs the server of one request in place of <see cref="McpServer.RunAsync"/>.</summary>
    [Experimental("MCPEXP002")]
    public Func<HttpContext, McpServer, CancellationToken, Task>? RunSessionHandler { get; set; }

    /// <summary>What the server remembers between requests.</summary>
    /// <value>Default and only supported value: <see cref="HttpServerSessionMode.Stateless"/>; <c>MapMcp</c> refuses the others.</value>
    public HttpServerSessionMode SessionMode { get; set; } = HttpServerSessionMode.Stateless;

    /// <summary>Whether <see cref="SessionMode"/> is <see cref="HttpServerSessionMode.Stateless"/>; <see langword="false"/> sets it to stateful.</summary>
    public bool Stateless
    {
        get => SessionMode is HttpServerSessionMode.Stateless;
        set => SessionMode = value ? HttpServerSessionMode.Stateless : HttpServerSessionMode.Stateful;
    }
}
