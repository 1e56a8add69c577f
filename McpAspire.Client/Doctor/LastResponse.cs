using McpAspire.Client.Terminal;

namespace McpAspire.Client.Doctor;

/// <summary>Records the last response: the MCP client exposes its status, but not its challenge.</summary>
internal sealed class LastResponse
{
    public int Status { get; private set; }

    public string? Challenge { get; private set; }

    public DelegatingHandler CreateHandler() => new Handler(this);

    private sealed class Handler(LastResponse last) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            (last.Status, last.Challenge) = ((int)response.StatusCode, SafeText.Line(response.Headers.WwwAuthenticate.ToString()));
            return response;
        }
    }
}
