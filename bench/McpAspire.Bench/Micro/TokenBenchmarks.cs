using System.Diagnostics.CodeAnalysis;
using Azure.Core;
using BenchmarkDotNet.Attributes;
using McpAspire.ServiceDefaults.Identity;
using McpAspire.ServiceDefaults.Privacy;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace McpAspire.Bench.Micro;

/// <summary>The cached token that every backend call needs: the server's own, and that of a user.</summary>
[SuppressMessage("Design", "CA1001", Justification = "BenchmarkDotNet calls Cleanup.")]
public class TokenBenchmarks
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().AddSingleton<TokenMetrics>().BuildServiceProvider();
    // The usual length of a user's token.
    private static readonly Secret UsersToken = new(new string('x', 1_800));

    private AccessTokenSource _tokens = null!;
    private UserTokenSource _users = null!;

    [GlobalSetup]
    public async Task SetupAsync()
    {
        IdentityOptions options = new() { TenantId = "t", ClientId = "c", FederatedTokenFile = "f", Scopes = "api://b/.default" };
        var metrics = _services.GetRequiredService<TokenMetrics>();
        _tokens = new(Options.Create(options), static () => new OneToken(), TimeProvider.System, metrics, NullLoggerFactory.Instance);
        await _tokens.GetAsync(CancellationToken.None);
        _users = new(options, static _ => new OneToken(), TimeProvider.System, metrics, NullLoggerFactory.Instance);
        await CachedExchange();
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _tokens.Dispose();
        _services.Dispose();
    }

    [Benchmark]
    public ValueTask<string?> CachedToken() => _tokens.GetAsync(CancellationToken.None);

    [Benchmark]
    public ValueTask<string?> CachedExchange() =>
        new UserToken(_users, UsersToken, DateTimeOffset.MaxValue, "api://b/.default").GetAsync(CancellationToken.None);

    private sealed class OneToken : TokenCredential
    {
        private static readonly TimeSpan Life = TimeSpan.FromHours(1);

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new("token", TimeProvider.System.GetUtcNow() + Life);

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(GetToken(requestContext, cancellationToken));
    }
}
