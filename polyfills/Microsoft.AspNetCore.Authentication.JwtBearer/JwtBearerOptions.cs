using Microsoft.IdentityModel.Tokens;

namespace Microsoft.AspNetCore.Authentication.JwtBearer;

public class JwtBearerOptions : AuthenticationSchemeOptions
{
    public bool RequireHttpsMetadata { get; set; } = true;

    public string MetadataAddress { get; set; } = null!;

    public string? Authority { get; set; }

    public string? Audience { get; set; }

    public string Challenge { get; set; } = JwtBearerDefaults.AuthenticationScheme;

    public new JwtBearerEvents Events
    {
        get => (JwtBearerEvents)base.Events!;
        set => base.Events = value;
    }

    public HttpMessageHandler? BackchannelHttpHandler { get; set; }

    public HttpClient Backchannel { get; set; } = null!;

    public TimeSpan BackchannelTimeout { get; set; } = TimeSpan.FromMinutes(1);

    public TokenValidationParameters TokenValidationParameters { get; set; } = new();

    public bool SaveToken { get; set; } = true;

    public bool IncludeErrorDetails { get; set; } = true;

    public bool MapInboundClaims { get; set; } = true;

    public TimeSpan AutomaticRefreshInterval { get; set; } = TimeSpan.FromHours(12);

    public TimeSpan RefreshInterval { get; set; } = TimeSpan.FromMinutes(5);

    internal IssuerCache? Issuer { get; set; }
}
