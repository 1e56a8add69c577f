using McpAspire.ServiceDefaults.Identity;
using McpAspire.Tests.Unit.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace McpAspire.Tests.Errors;

/// <summary>Gives the server an identity with tokens from this process.</summary>
internal static class StubToken
{
    /// <summary>Each acquisition returns a new token.</summary>
    public static void Add(IServiceCollection services, ManualTime time) => Add(services, time, failure: null);

    /// <param name="services">The server's services.</param>
    /// <param name="time">The server's clock.</param>
    /// <param name="failure">The failure of each acquisition.</param>
    public static void Add(IServiceCollection services, ManualTime time, Exception? failure)
    {
        services.AddSingleton(_ => new FakeEntra(time) { Failure = failure });
        services.AddSingleton(provider => new AccessTokenSource(
            Options.Create(new IdentityOptions { TenantId = "t", ClientId = "c", ClientSecret = new("s"), Scopes = "api://b/.default" }),
            provider.GetRequiredService<FakeEntra>().CreateCredential,
            time,
            provider.GetRequiredService<TokenMetrics>(),
            NullLoggerFactory.Instance));
    }
}
