using System.Text.Json;

namespace Microsoft.AspNetCore.Authentication.JwtBearer;

/// <summary>What an issuer publishes: its name and its signing keys.</summary>
internal sealed record IssuerConfiguration(string Issuer, IReadOnlyList<SigningKey> Keys)
{
    public static async Task<IssuerConfiguration> FetchAsync(HttpClient http, string address, bool requireHttps, CancellationToken cancellationToken)
    {
        using var metadata = await GetAsync(http, new Uri(address), requireHttps, cancellationToken).ConfigureAwait(false);
        var issuer = Text(metadata.RootElement, "issuer");
        var keysAddress = new Uri(Text(metadata.RootElement, "jwks_uri"));
        using var keys = await GetAsync(http, keysAddress, requireHttps, cancellationToken).ConfigureAwait(false);
        return new IssuerConfiguration(issuer, [.. keys.RootElement.GetProperty("keys").EnumerateArray().Select(SigningKey.Read).OfType<SigningKey>()]);
    }

    private static async Task<JsonDocument> GetAsync(HttpClient http, Uri address, bool requireHttps, CancellationToken cancellationToken)
    {
        if (requireHttps && address.Scheme != Uri.UriSchemeHttps)
        {
            throw new InvalidOperationException($"The address {address} is not https.");
        }

        return JsonDocument.Parse(await http.GetByteArrayAsync(address, cancellationToken).ConfigureAwait(false));
    }

    private static string Text(JsonElement metadata, string name) =>
        metadata.GetProperty(name).GetString() ?? throw new JsonException($"The issuer's metadata has no '{name}'.");
}
