using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using ModelContextProtocol.Authentication;

namespace ModelContextProtocol.AspNetCore.Authentication;

/// <summary>Serves the metadata of the protected resource and points to it in challenges (RFC 9728). Authenticates no one.</summary>
public partial class McpAuthenticationHandler(IOptionsMonitor<McpAuthenticationOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<McpAuthenticationOptions>(options, logger, encoder), IAuthenticationRequestHandler
{
    private const string WellKnownPath = "/.well-known/oauth-protected-resource";

    public async Task<bool> HandleRequestAsync()
    {
        if (Options.ResourceMetadataUri is { } configured)
        {
            return IsRequested(configured) && await ServeMetadataAsync(resource: null);
        }

        return Request.Path.StartsWithSegments(WellKnownPath, StringComparison.OrdinalIgnoreCase, out var resourcePath)
            && await ServeMetadataAsync(ResourceAt(resourcePath));
    }

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(AuthenticateResult.NoResult());

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.Append(HeaderNames.WWWAuthenticate, $"Bearer resource_metadata=\"{MetadataAddress()}\"");
        return base.HandleChallengeAsync(properties);
    }

    private string MetadataAddress()
    {
        var application = $"{Request.Scheme}://{Request.Host.ToUriComponent()}{Request.PathBase}";
        return Options.ResourceMetadataUri switch
        {
            null => $"{application}{WellKnownPath}{Request.Path}",
            { IsAbsoluteUri: true } absolute => absolute.ToString(),
            var relative => application + PathOf(relative),
        };
    }

    private bool IsRequested(Uri configured)
    {
        if (!string.Equals(Request.Path.Value, PathOf(configured), StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        if (configured.IsAbsoluteUri && !string.Equals(Request.Host.Host, configured.Host, StringComparison.OrdinalIgnoreCase))
        {
            Log.HostDiffers(Logger, configured.Host);
            return false;
        }

        if (configured.IsAbsoluteUri && !string.Equals(Request.Scheme, configured.Scheme, StringComparison.OrdinalIgnoreCase))
        {
            Log.SchemeDiffers(Logger, configured.Scheme);
            return false;
        }

        return true;
    }

    private static string PathOf(Uri uri)
    {
        var path = uri.IsAbsoluteUri ? uri.AbsolutePath : uri.OriginalString;
        return path.StartsWith('/') ? path : $"/{path}";
    }

    private string ResourceAt(PathString path)
    {
        var isDefaultPort = Request.Host.Port is not { } port || port == (Request.IsHttps ? 443 : 80);
        var host = isDefaultPort ? Request.Host.Host : $"{Request.Host.Host}:{Request.Host.Port}";
        return $"{Request.Scheme}://{host}{$"{Request.PathBase}{path}".TrimEnd('/')}";
    }

    private async Task<bool> ServeMetadataAsync(string? resource)
    {
        var context = new ResourceMetadataRequestContext(Context, Scheme, Options) { ResourceMetadata = Options.ResourceMetadata?.Clone(resource) };
        await Options.Events.OnResourceMetadataRequest(context);
        switch (context.Result)
        {
            case { Handled: true }:
                return true;
            case { Skipped: true }:
                return false;
            case { Failure: { } failure }:
                throw new AuthenticationFailureException("OnResourceMetadataRequest failed.", failure);
            default:
                break;
        }

        var metadata = context.ResourceMetadata ?? throw new InvalidOperationException(
            "There is no resource metadata: set McpAuthenticationOptions.ResourceMetadata, or ResourceMetadata of the event's context.");
        metadata.Resource ??= resource ?? throw new InvalidOperationException(
            "The resource metadata has no Resource, and a configured ResourceMetadataUri does not tell it: set McpAuthenticationOptions.ResourceMetadata.Resource.");

        await Results.Json(metadata, McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(ProtectedResourceMetadata))).ExecuteAsync(Context);
        return true;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "A request for resource metadata did not name the configured host {ConfiguredHost}.")]
        public static partial void HostDiffers(ILogger logger, string configuredHost);

        [LoggerMessage(2, LogLevel.Warning, "A request for resource metadata did not use the configured scheme {ConfiguredScheme}.")]
        public static partial void SchemeDiffers(ILogger logger, string configuredScheme);
    }
}
