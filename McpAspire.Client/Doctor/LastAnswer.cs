using McpAspire.Client.Terminal;

namespace McpAspire.Client.Doctor;

/// <summary>Remembers how the server answered last: the MCP client hands on the status, but not the challenge.</summary>
internal sealed class LastAnswer
{
    public int Status { get; private set; }

    public string? Challenge { get; private set; }

    public DelegatingHandler CreateHandler() => new Handler(this);

    private sealed class Handler(LastAnswer answer) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            (answer.Status, answer.Challenge) = ((int)response.StatusCode, SafeText.Line(response.Headers.WwwAuthenticate.ToString()));
            return response;
        }
    }
}
