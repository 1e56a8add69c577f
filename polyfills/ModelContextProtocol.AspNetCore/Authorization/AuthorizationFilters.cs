using Microsoft.Extensions.Options;
using ModelContextProtocol.Server;

namespace ModelContextProtocol.AspNetCore.Authorization;

/// <summary>Hides what the caller may not use from lists, and refuses its use.</summary>
internal sealed class AuthorizationFilters(PrimitiveAuthorizer authorizer) : IConfigureOptions<McpServerOptions>
{
    /// <summary>Marks a request that an authorization filter has seen.</summary>
    public const string Invoked = "ModelContextProtocol.AspNetCore.AuthorizationFilter.Invoked";

    public void Configure(McpServerOptions options)
    {
        var filters = options.Filters.Request;
        Hide(filters.ListToolsFilters, result => result.Tools, ProtectedPrimitives.Tool(options));
        Hide(filters.ListPromptsFilters, result => result.Prompts, ProtectedPrimitives.Prompt(options));
        Hide(filters.ListResourcesFilters, result => result.Resources, ProtectedPrimitives.Resource(options));
        Hide(filters.ListResourceTemplatesFilters, result => result.ResourceTemplates, ProtectedPrimitives.ResourceTemplate(options));
        Refuse(filters.CallToolFilters, "tool");
        Refuse(filters.GetPromptFilters, "prompt");
        Refuse(filters.ReadResourceFilters, "resource");
    }

    /// <exception cref="McpProtocolException">The caller may not use what the request names: -32600.</exception>
    public static async ValueTask EnsureAllowedAsync<TParams>(PrimitiveAuthorizer authorizer, RequestContext<TParams> context, string kind)
    {
        context.Items[Invoked] = true;
        if (!await authorizer.IsAllowedAsync(context.MatchedPrimitive, context))
        {
            throw new McpProtocolException($"Access forbidden: This {kind} requires authorization.", McpErrorCode.InvalidRequest);
        }
    }

    private void Hide<TParams, TResult, TItem>(
        IList<McpRequestFilter<TParams, TResult>> filters, Func<TResult, IList<TItem>> items, Func<TItem, IMcpServerPrimitive?> primitiveOf) =>
        filters.Add(next => async (context, cancellationToken) =>
        {
            context.Items[Invoked] = true;
            var result = await next(context, cancellationToken);
            var list = items(result);
            for (var index = list.Count - 1; index >= 0; index--)
            {
                if (!await authorizer.IsAllowedAsync(primitiveOf(list[index]), context))
                {
                    list.RemoveAt(index);
                }
            }

            return result;
        });

    private void Refuse<TParams, TResult>(IList<McpRequestFilter<TParams, TResult>> filters, string kind) =>
        filters.Add(next => async (context, cancellationToken) =>
        {
            await EnsureAllowedAsync(authorizer, context, kind);
            return await next(context, cancellationToken);
        });
}
