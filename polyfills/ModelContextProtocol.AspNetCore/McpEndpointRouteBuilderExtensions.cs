using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ModelContextProtocol.AspNetCore;
using ModelContextProtocol.AspNetCore.Http;
using ModelContextProtocol.Protocol;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps MCP over HTTP.</summary>
public static class McpEndpointRouteBuilderExtensions
{
    /// <summary>Maps POST at the pattern. GET and DELETE exist only with sessions, so routing answers 405; the accepted type makes it answer 415.</summary>
    /// <exception cref="InvalidOperationException"><c>WithHttpTransport</c> was not called.</exception>
    /// <exception cref="NotSupportedException">The options ask for sessions.</exception>
    public static IEndpointConventionBuilder MapMcp(this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string pattern = "")
    {
        ArgumentNullException.ThrowIfNull(endpoints);

        var handler = endpoints.ServiceProvider.GetService<McpPostHandler>()
            ?? throw new InvalidOperationException("MapMcp needs AddMcpServer().WithHttpTransport() among the application's services.");
        var mode = endpoints.ServiceProvider.GetRequiredService<IOptions<HttpServerTransportOptions>>().Value.SessionMode;
        if (mode is not HttpServerSessionMode.Stateless)
        {
            throw new NotSupportedException($"SessionMode is {mode}, but the stand-in for ModelContextProtocol.AspNetCore serves only stateless requests. " +
                "Leave SessionMode at Stateless, or build with -p:PackageMode=official.");
        }

        var group = endpoints.MapGroup(pattern);
        group.MapGroup("")
            .WithDisplayName(endpoint => $"MCP Streamable HTTP | {endpoint.DisplayName}")
            .WithMetadata(new ProducesResponseTypeMetadata(StatusCodes.Status404NotFound, typeof(JsonRpcError), ["application/json"]))
            .MapPost("", handler.HandleAsync)
            .WithMetadata(new AcceptsMetadata(["application/json"]))
            .WithMetadata(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, contentTypes: ["text/event-stream"]))
            .WithMetadata(new ProducesResponseTypeMetadata(StatusCodes.Status202Accepted));

        return group;
    }
}
