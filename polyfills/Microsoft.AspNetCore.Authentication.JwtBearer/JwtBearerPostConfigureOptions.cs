using Microsoft.Extensions.Options;

namespace Microsoft.AspNetCore.Authentication.JwtBearer;

/// <summary>Completes the options: the audience, the metadata's address, and where the keys come from.</summary>
internal sealed class JwtBearerPostConfigureOptions : IPostConfigureOptions<JwtBearerOptions>
{
    private const int MaxMetadataBytes = 10 * 1024 * 1024;

    public void PostConfigure(string? name, JwtBearerOptions options)
    {
        if (string.IsNullOrEmpty(options.TokenValidationParameters.ValidAudience) && !string.IsNullOrEmpty(options.Audience))
        {
            options.TokenValidationParameters.ValidAudience = options.Audience;
        }

        if (string.IsNullOrEmpty(options.MetadataAddress))
        {
            if (string.IsNullOrEmpty(options.Authority))
            {
                return;
            }

            options.MetadataAddress = $"{options.Authority}{(options.Authority.EndsWith('/') ? "" : "/")}.well-known/openid-configuration";
        }

        if (options.RequireHttpsMetadata && !options.MetadataAddress.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
        {
            throw new InvalidOperationException("Authority and MetadataAddress must be https; RequireHttpsMetadata = false lifts that for development.");
        }

        options.Backchannel ??= CreateBackchannel(options);
        options.Issuer = new IssuerCache(options);
    }

    private static HttpClient CreateBackchannel(JwtBearerOptions options)
    {
#pragma warning disable CA2000 // The options own it, and live as long as the application.
        var handler = options.BackchannelHttpHandler ?? new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(15) };
        return new HttpClient(handler) { Timeout = options.BackchannelTimeout, MaxResponseContentBufferSize = MaxMetadataBytes };
#pragma warning restore CA2000
    }
}
