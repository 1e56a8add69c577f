using System.Text.Json.Serialization;

namespace McpAspire.MockBackend.Entra;

/// <summary>A failure of the token endpoint. The status or the code is required.</summary>
/// <param name="Status">The status of the response, 400 to 599; 200 responds as usual, after the delay. Default that of the code.</param>
/// <param name="RetryAfterSeconds">The <c>Retry-After</c> header of the response; null for none.</param>
/// <param name="DelayMilliseconds">The delay of the response, 0 to 600 000.</param>
/// <param name="Count">The number of requests, 1 to 10 000.</param>
/// <param name="Grant">The only <see cref="GrantTypes">grant</see> that fails; null for each.</param>
/// <param name="User">The object id or sign-in name of the only user whose exchange fails; null for each request.</param>
/// <param name="Code">The number of a <see cref="EntraError.OfUser">refusal</see>, after <c>AADSTS</c>; null for a transient error.</param>
/// <param name="Claims">The claims challenge of the refusal; null for the usual one.</param>
internal sealed record InjectedFailure(
    int? Status = null,
    int? RetryAfterSeconds = null,
    int DelayMilliseconds = 0,
    int Count = 1,
    string? Grant = null,
    string? User = null,
    int? Code = null,
    string? Claims = null)
{
    /// <summary>The error of the response; null if it is as usual.</summary>
    public EntraError? Error => this switch
    {
        { Code: { } code } => EntraError.OfUser(code) is { } refusal ? refusal with { Claims = Claims ?? refusal.Claims } : null,
        { Status: { } status } when status != StatusCodes.Status200OK => EntraError.Transient(status),
        _ => null,
    };

    /// <summary>The first violated rule; null for none.</summary>
    public string? Problem() => this switch
    {
        { Status: null, Code: null } => "status or code is required.",
        { Status: not null, Code: not null } => "status and code exclude each other.",
        { Status: not null and not 200 and (< 400 or > 599) } => "status must be 200, or 400 to 599.",
        { RetryAfterSeconds: < 0 } => "retry_after_seconds must not be negative.",
        { DelayMilliseconds: < 0 or > 600_000 } => "delay_milliseconds must be 0 to 600000.",
        { Count: < 1 or > 10_000 } => "count must be 1 to 10000.",
        { Grant: { } grant } when !GrantTypes.Names.Contains(grant) => $"grant must be one of {string.Join(", ", GrantTypes.Names)}.",
        { User: not null, Grant: not GrantTypes.OnBehalfOf } => $"user needs the grant {GrantTypes.OnBehalfOf}.",
        { Code: { } code } when EntraError.OfUser(code) is null => "code must be 50057, 50076, 50079, 50158, 50173, 65001 or 70043.",
        { Claims: not null, Code: null } => "claims needs a code.",
        _ => null,
    };
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(InjectedFailure))]
internal sealed partial class EntraJsonContext : JsonSerializerContext;
