using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using ModelContextProtocol.AspNetCore;
using ModelContextProtocol.AspNetCore.Authorization;
using ModelContextProtocol.AspNetCore.Http;
using ModelContextProtocol.Server;

namespace Microsoft.Extensions.DependencyInjection;

// Stands for the package ModelContextProtocol.AspNetCore 2.3.1: Streamable HTTP without sessions, authorization of tools, prompts and resources, and the
// "McpAuth" authentication scheme. Leaves out everything that needs a session: Mcp-Session-Id, the GET stream and DELETE, event stores and resumption,
// session migration, idle sessions, PerSessionExecutionContext (without effect in a stateless server) and the legacy /sse endpoints.

/// <summary>Registers MCP over HTTP.</summary>
public static class HttpMcpServerBuilderExtensions
{
    /// <summary>Adds what <c>MapMcp</c> needs.</summary>
    public static IMcpServerBuilder WithHttpTransport(this IMcpServerBuilder builder, Action<HttpServerTransportOptions>? configureOptions = null)
    {
        ArgumentNullException.ThrowIfNull(builder);

        builder.Services.TryAddSingleton<McpPostHandler>();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Transient<IPostConfigureOptions<McpServerOptions>, AuthorizationGuard>());

        if (configureOptions is not null)
        {
            builder.Services.Configure(configureOptions);
        }

        return builder;
    }

    /// <summary>Enforces authorization attributes of tools, prompts and resources; without it, whatever carries one is refused.</summary>
    public static IMcpServerBuilder AddAuthorizationFilters(this IMcpServerBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);

        builder.Services.TryAddTransient<PrimitiveAuthorizer>();
        // Each call adds a check at its place among the other filters: one of them may have replaced the tool or the user.
        builder.Services.AddTransient<IConfigureOptions<McpServerOptions>, AuthorizationFilters>();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Transient<IPostConfigureOptions<McpServerOptions>, AuthorizationGuard>());

        return builder;
    }
}
