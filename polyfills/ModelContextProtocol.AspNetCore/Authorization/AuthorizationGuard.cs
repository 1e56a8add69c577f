using Microsoft.Extensions.Options;
using ModelContextProtocol.Server;

namespace ModelContextProtocol.AspNetCore.Authorization;

/// <summary>
/// Fails closed: whatever carries authorization metadata is refused unless an authorization filter has seen the request.
/// Runs after the application's configuration, so its filter for tool calls is the outermost and its other filters are the innermost.
/// </summary>
/// <param name="authorizer">Registered only if the application asked for authorization filters.</param>
internal sealed class AuthorizationGuard(PrimitiveAuthorizer? authorizer = null) : IPostConfigureOptions<McpServerOptions>
{
    public void PostConfigure(string? name, McpServerOptions options)
    {
        var filters = options.Filters.Request;
        GuardToolCalls(filters);
        GuardList(filters.ListToolsFilters, result => result.Tools.Select(ProtectedPrimitives.Tool(options)));
        GuardList(filters.ListPromptsFilters, result => result.Prompts.Select(ProtectedPrimitives.Prompt(options)));
        GuardList(filters.ListResourcesFilters, result => result.Resources.Select(ProtectedPrimitives.Resource(options)));
        GuardList(filters.ListResourceTemplatesFilters, result => result.ResourceTemplates.Select(ProtectedPrimitives.ResourceTemplate(options)));
        GuardUse(filters.GetPromptFilters);
        GuardUse(filters.ReadResourceFilters);
    }

    private void GuardToolCalls(McpRequestFilters filters) =>
#pragma warning disable MCPEXP002 // The experimental pipeline is the one around every way to run a tool.
        filters.CallToolWithAlternateFilters.Insert(0, async (context, next, cancellationToken) =>
        {
            if (authorizer is not null)
            {
                await AuthorizationFilters.EnsureAllowedAsync(authorizer, context, "tool");
            }
            else if (PrimitiveAuthorizer.IsProtected(context.MatchedPrimitive))
            {
                throw NotFiltered(context.MatchedPrimitive);
            }

            return await next(context, cancellationToken);
        });
#pragma warning restore MCPEXP002

    private static void GuardList<TParams, TResult>(
        IList<McpRequestFilter<TParams, TResult>> filters, Func<TResult, IEnumerable<IMcpServerPrimitive?>> primitives) =>
        filters.Add(next => async (context, cancellationToken) =>
        {
            var result = await next(context, cancellationToken);
            return !context.Items.ContainsKey(AuthorizationFilters.Invoked)
                && primitives(result).FirstOrDefault(PrimitiveAuthorizer.IsProtected) is { } primitive
                ? throw NotFiltered(primitive)
                : result;
        });

    private static void GuardUse<TParams, TResult>(IList<McpRequestFilter<TParams, TResult>> filters) =>
        filters.Add(next => async (context, cancellationToken) =>
            PrimitiveAuthorizer.IsProtected(context.MatchedPrimitive) && !context.Items.ContainsKey(AuthorizationFilters.Invoked)
                ? throw NotFiltered(context.MatchedPrimitive)
                : await next(context, cancellationToken));

    private static InvalidOperationException NotFiltered(IMcpServerPrimitive primitive) =>
        new($"'{primitive.Id}' carries authorization metadata, which nothing enforces: call AddAuthorizationFilters() on the MCP server builder.");
}
