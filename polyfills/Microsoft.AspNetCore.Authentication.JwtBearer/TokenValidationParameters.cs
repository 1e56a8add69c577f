using System.Security.Claims;

namespace Microsoft.IdentityModel.Tokens;

public class TokenValidationParameters
{
    public TimeSpan ClockSkew { get; set; } = TimeSpan.FromMinutes(5);

    public string NameClaimType { get; set; } = ClaimTypes.Name;

    public string RoleClaimType { get; set; } = ClaimTypes.Role;

    public IEnumerable<string>? ValidAlgorithms { get; set; }

    public bool ValidateAudience { get; set; } = true;

    public bool ValidateIssuer { get; set; } = true;

    public bool ValidateLifetime { get; set; } = true;

    public string? ValidAudience { get; set; }

    public IEnumerable<string>? ValidAudiences { get; set; }

    public string? ValidIssuer { get; set; }

    public IEnumerable<string>? ValidIssuers { get; set; }
}
