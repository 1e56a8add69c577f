using System.Diagnostics.CodeAnalysis;
using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.Server;

namespace ModelContextProtocol.AspNetCore.Authorization;

/// <summary>Evaluates the authorization attributes of a tool, prompt or resource for one caller.</summary>
internal sealed class PrimitiveAuthorizer(IAuthorizationPolicyProvider? policies = null)
{
    /// <summary>Whether an attribute, policy or requirement stands on the primitive, and no <see cref="IAllowAnonymous"/> beside it.</summary>
    public static bool IsProtected([NotNullWhen(true)] IMcpServerPrimitive? primitive) =>
        primitive is not null
        && !primitive.Metadata.Any(entry => entry is IAllowAnonymous)
        && primitive.Metadata.Any(entry => entry is IAuthorizeData or AuthorizationPolicy or IAuthorizationRequirementData);

    public async ValueTask<bool> IsAllowedAsync(IMcpServerPrimitive? primitive, MessageContext context)
    {
        if (!IsProtected(primitive))
        {
            return true;
        }

        if (policies is null)
        {
            throw new InvalidOperationException($"'{primitive.Id}' carries authorization metadata: the application must call AddAuthorization().");
        }

        if (await PolicyOfAsync(policies, primitive.Metadata) is not { } policy)
        {
            return true;
        }

        var services = context.Services ?? throw new InvalidOperationException("The MCP server has no services to authorize with.");
        var result = await services.GetRequiredService<IAuthorizationService>().AuthorizeAsync(context.User ?? new(new ClaimsIdentity()), context, policy);
        return result.Succeeded;
    }

    private static async ValueTask<AuthorizationPolicy?> PolicyOfAsync(IAuthorizationPolicyProvider policies, IReadOnlyList<object> metadata)
    {
        var policy = await AuthorizationPolicy.CombineAsync(policies, metadata.OfType<IAuthorizeData>(), metadata.OfType<AuthorizationPolicy>());
        var requirements = metadata.OfType<IAuthorizationRequirementData>().SelectMany(data => data.GetRequirements()).ToArray();
        if (requirements.Length == 0 && !metadata.Any(entry => entry is IAuthorizationRequirementData))
        {
            return policy;
        }

        var required = new AuthorizationPolicyBuilder().AddRequirements(requirements).Build();
        return policy is null ? required : AuthorizationPolicy.Combine(policy, required);
    }
}
