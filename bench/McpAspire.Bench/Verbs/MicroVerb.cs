using System.Diagnostics;
using Azure.Core;
using McpAspire.Bench.Runs;
using McpAspire.ServiceDefaults.Identity;
using McpAspire.ServiceDefaults.Privacy;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace McpAspire.Bench.Verbs;

/// <summary>The cached token that every backend call needs: the server's own, and that of a user.</summary>
internal static class MicroVerb
{
    private const int Operations = 1_000_000;

    /// <summary>The usual length of a user's token.</summary>
    private const int TokenLength = 1_800;

    public static async Task RunAsync(BenchRun run)
    {
        await using var services = new ServiceCollection().AddMetrics().AddSingleton<TokenMetrics>().BuildServiceProvider();
        IdentityOptions options = new() { TenantId = "t", ClientId = "c", FederatedTokenFile = "f", Scopes = "api://b/.default" };
        var metrics = services.GetRequiredService<TokenMetrics>();
        using var tokens = new AccessTokenSource(
            Options.Create(options), static () => new OneToken(), TimeProvider.System, metrics, NullLoggerFactory.Instance);
        var users = new UserTokenSource(options, static _ => new OneToken(), TimeProvider.System, metrics, NullLoggerFactory.Instance);
        var token = new Secret(new string('x', TokenLength));
        for (var round = 0; round < run.Options.Rounds; round++)
        {
            await MeasureAsync("CachedToken", () => tokens.GetAsync(CancellationToken.None));
            await MeasureAsync("CachedExchange", () =>
                new UserToken(users, token, DateTimeOffset.MaxValue, "api://b/.default").GetAsync(CancellationToken.None));
        }

        async Task MeasureAsync(string subject, Func<ValueTask<string?>> get)
        {
            await RepeatAsync(get);
            var (start, bytes) = (Stopwatch.GetTimestamp(), GC.GetTotalAllocatedBytes(precise: true));
            await RepeatAsync(get);
            run.Figures.Add("micro", "", subject, "one operation",
                ("ns", Stopwatch.GetElapsedTime(start).TotalNanoseconds / Operations),
                ("bytes", (GC.GetTotalAllocatedBytes(precise: true) - bytes) / Operations));
        }
    }

    private static async Task RepeatAsync(Func<ValueTask<string?>> get)
    {
        for (var operation = 0; operation < Operations; operation++)
        {
            await get();
        }
    }

    private sealed class OneToken : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new("token", TimeProvider.System.GetUtcNow() + TimeSpan.FromHours(1));

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(GetToken(requestContext, cancellationToken));
    }
}
