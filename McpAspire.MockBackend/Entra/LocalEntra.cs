using System.Net;
using System.Security.Cryptography.X509Certificates;
using McpAspire.MockBackend.Store;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace McpAspire.MockBackend.Entra;

/// <summary>A tenant of Entra ID and a cluster that it trusts, in this process, on a loopback port of its own.</summary>
internal sealed partial class LocalEntra : IHostedService, IAsyncDisposable
{
    private const int MaxBodyBytes = 64 * 1024;

    private const int MaxCodes = 1_000;

    private readonly LocalEntraOptions _options;
    private readonly ILoggerFactory _loggers;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly EntraCertificate _certificate;
    private readonly ServiceAccountTokenFiles _files;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new();
    private WebApplication? _app;
    private Task _rotation = Task.CompletedTask;
    private Task? _stopped;

    public LocalEntra(IOptions<LocalEntraOptions> options, IHostEnvironment environment, ILoggerFactory loggers, TimeProvider time)
    {
        (_options, _loggers, _time, _logger) = (options.Value, loggers, time, loggers.CreateLogger<LocalEntra>());
        Directory = Path.GetFullPath(_options.Directory, environment.ContentRootPath);
        _certificate = new(time);
        AccessTokens = new(Addresses, time);
        Cluster = new(Addresses, time);
        _files = new(Directory, Cluster, _options.ServiceAccountTokenLifetime, time, _logger);
    }

    public EntraAddresses Addresses { get; } = new();

    public AccessTokenIssuer AccessTokens { get; }

    public ServiceAccountIssuer Cluster { get; }

    public FailureQueue Failures { get; } = new();

    public UserDirectory Users { get; } = new();

    /// <summary>The authority that callers must trust; also in <see cref="CaFile" />.</summary>
    public X509Certificate2 Root => _certificate.Root;

    public string Directory { get; }

    public string CaFile => Path.Combine(Directory, "ca.pem");

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        // Without the caller's execution context: tests take the first host that is built in it as the backend.
        Task<WebApplication> build;
        using (ExecutionContext.SuppressFlow())
        {
            build = Task.Run(Build, cancellationToken);
        }

        _app = await build;
        await _app.StartAsync(cancellationToken);
        var address = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        Addresses.Host = new($"https://localhost:{address.Port}/");
        await OwnerOnlyFile.WriteAsync(CaFile, Root.ExportCertificatePem(), cancellationToken);
        await _files.WriteAsync(cancellationToken);
        _rotation = _files.RotateAsync(_stopping.Token);
        Log.Started(_logger, Addresses.Host, Directory);
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return _stopped ??= StopOnceAsync(cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        // Hosts may be stopped twice at the same time: from outside and by their own program.
        await StopAsync(CancellationToken.None);
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        _stopping.Dispose();
        AccessTokens.Dispose();
        Cluster.Dispose();
        _certificate.Dispose();
    }

    private async Task StopOnceAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _rotation.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_app is not null)
        {
            await _app.StopAsync(cancellationToken);
        }
    }

    private WebApplication Build()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
            kestrel.Listen(IPAddress.Loopback, _options.Port ?? 0, listen => listen.UseHttps(_certificate.Leaf));
        });
        builder.Services.AddSingleton(_loggers);
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.AddRoutingCore();

        var app = builder.Build();
        app.UseLoopbackOrigins();
        app.UseWhen(
            static context => context.Request.Path.StartsWithSegments("/control", StringComparison.OrdinalIgnoreCase),
            static control => control.Use(LoopbackAddress.OnLoopbackHostAsync));
        var codes = new HandleStore<AuthorizationCode>(MaxCodes);
        var authentication = new ClientAuthentication(Addresses, Cluster, _time);
        var lifetime = _options.AccessTokenLifetime;
        var tokens = new DelegatedTokens(AccessTokens, lifetime, _time, _logger);
        var delegated = new DelegatedGrants(codes, authentication, tokens, _time);
        var onBehalfOf = new OnBehalfOfGrant(authentication, AccessTokens, Users, tokens, _time);
        var token = new TokenEndpoint(authentication, AccessTokens, delegated, onBehalfOf, Failures, lifetime, _time, _logger);
        app.MapGet("/{tenant}/oauth2/v2.0/authorize", new AuthorizationEndpoint(codes, Users, _time, _logger).HandleAsync);
        app.MapPost("/{tenant}/oauth2/v2.0/token", token.HandleAsync);
        app.MapMetadata(Addresses, AccessTokens, Cluster, _time);
        app.MapControl(Failures);
        return app;
    }

    private static partial class Log
    {
        [LoggerMessage(
            24,
            LogLevel.Information,
            "Local Entra ID listens at {Address}; certificate authority and service-account tokens are below {Directory}")]
        public static partial void Started(ILogger logger, Uri address, string directory);
    }
}
