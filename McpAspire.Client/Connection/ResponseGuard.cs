using System.Net;

namespace McpAspire.Client.Connection;

/// <summary>Rejects redirects and requests for a further sign-in step, and limits the size of response bodies.</summary>
internal sealed class ResponseGuard : DelegatingHandler
{
    /// <summary>Maximum bytes of one response body.</summary>
    private const long MaxBytes = 32 * 1024 * 1024;

    private const int MaxTarget = 300;

    /// <exception cref="RedirectException">The server redirects.</exception>
    /// <exception cref="StepUpException">The server requires a further sign-in step of the user.</exception>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (response.StatusCode is >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest
            && Target(request, response) is { } target)
        {
            var status = response.StatusCode;
            response.Dispose();
            throw new RedirectException(target, status);
        }

        if (response.StatusCode is HttpStatusCode.Unauthorized && StepUpException.Of(response.Headers.WwwAuthenticate) is { } stepUp)
        {
            response.Dispose();
            throw stepUp;
        }

        var content = response.Content;
        response.Content = new StreamContent(new LimitedStream(await content.ReadAsStreamAsync(cancellationToken)));
        foreach (var (name, values) in content.Headers)
        {
            response.Content.Headers.TryAddWithoutValidation(name, values);
        }

        return response;
    }

    /// <summary>The target without user, password and query, percent-encoded.</summary>
    private static string? Target(HttpRequestMessage request, HttpResponseMessage response)
    {
        if (response.Headers.Location is not { } location
            || !Uri.TryCreate(request.RequestUri, location, out var target)
            || !target.IsAbsoluteUri)
        {
            return null;
        }

        var text = target.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
        return text.Length <= MaxTarget ? text : $"{text[..MaxTarget]}…";
    }

    private sealed class LimitedStream(Stream inner) : Stream
    {
        private long _read;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => _read;
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => Count(inner.Read(buffer, offset, count));

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Count(await inner.ReadAsync(buffer, cancellationToken));

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
            }

            base.Dispose(disposing);
        }

        private int Count(int read) =>
            (_read += read) <= MaxBytes ? read : throw new UnusableAnswerException($"the response has more than {MaxBytes} bytes");
    }
}
