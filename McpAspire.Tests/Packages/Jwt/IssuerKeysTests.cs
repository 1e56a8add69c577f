using System.Net;

namespace McpAspire.Tests.Packages.Jwt;

public sealed class IssuerKeysTests : IDisposable
{
    private readonly TokenIssuer _issuer = new();

    public void Dispose() => _issuer.Dispose();

    [Fact]
    public async Task Are_fetched_once_for_many_requests()
    {
        await using var api = await ProtectedApi.StartAsync(_issuer);
        foreach (var response in await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => api.GetAsync(_issuer.Token()))))
        {
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            response.Dispose();
        }

        Assert.Equal(1, _issuer.Fetches);
    }

    [Fact]
    public async Task Are_fetched_again_when_a_token_names_a_new_one()
    {
        await using var api = await ProtectedApi.StartAsync(_issuer);
        var old = _issuer.Token();
        using var before = await api.GetAsync(old);
        _issuer.Rotate();

        // Newer versions of the package fetch in the background: the first requests may still meet the old keys.
        var after = await api.GetAsync(_issuer.Token());
        while (after.StatusCode is HttpStatusCode.Unauthorized)
        {
            after.Dispose();
            after = await api.GetAsync(_issuer.Token());
        }

        using var still = await api.GetAsync(old);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK), (before.StatusCode, after.StatusCode, still.StatusCode));
        Assert.Equal(2, _issuer.Fetches);
        after.Dispose();
    }

    [Fact]
    public async Task Are_not_fetched_for_every_token_with_an_unknown_key()
    {
        await using var api = await ProtectedApi.StartAsync(_issuer);
        using var stranger = new IssuerKey("ES256", "stranger");
        for (var index = 0; index < 10; index++)
        {
            using var response = await api.GetAsync(stranger.Sign(TokenIssuer.Payload()));
            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        }

        Assert.InRange(_issuer.Fetches, 1, 2);
    }

    [Fact]
    public async Task Mean_a_refusal_and_no_fault_while_they_cannot_be_had()
    {
        await using var api = await ProtectedApi.StartAsync(_issuer);
        _issuer.IsDown = true;
        using var during = await api.GetAsync(_issuer.Token());
        _issuer.IsDown = false;
        using var after = await api.GetAsync(_issuer.Token());

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), (during.StatusCode, after.StatusCode));
    }

    [Fact]
    public async Task Go_on_counting_when_the_issuer_is_away()
    {
        await using var api = await ProtectedApi.StartAsync(_issuer);
        using var before = await api.GetAsync(_issuer.Token());
        _issuer.IsDown = true;
        using var during = await api.GetAsync(_issuer.Token());

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (before.StatusCode, during.StatusCode));
    }

    [Fact]
    public async Task Come_over_https_unless_that_is_lifted()
    {
        await using var api = await ProtectedApi.StartAsync(_issuer, options => options.Authority = "http://issuer.test/tenant");
        await Assert.ThrowsAsync<InvalidOperationException>(() => api.GetAsync(_issuer.Token()));
    }
}
