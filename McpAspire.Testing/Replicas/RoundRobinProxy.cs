using System.Collections.Immutable;
using System.Net;
using Microsoft.AspNetCore.Http;

namespace McpAspire.Testing.Replicas;

/// <summary>
/// An HTTP proxy in front of replicas, like an ingress: each request goes to the next ready replica, and to another one only if no
/// connection could be opened. A request that a replica may have processed is never repeated; the caller sees a lost response as 502 or as
/// a broken connection.
/// </summary>
internal sealed class RoundRobinProxy : LoopbackServer
{
    private static readonly string[] HopByHopHeaders = ["Connection", "Host", "Keep-Alive", "Transfer-Encoding"];

    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler
    {
        ActivityHeadersPropagator = null,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        UseProxy = false,
    });

    private ImmutableList<Replica> _replicas = [];
    private uint _next;

    public static Task<RoundRobinProxy> StartAsync() => StartAsync(new RoundRobinProxy());

    /// <summary>Adds a replica, which receives requests once it is ready.</summary>
    public Replica Add(Uri address)
    {
        var replica = new Replica(address, _http);
        ImmutableInterlocked.Update(ref _replicas, static (replicas, added) => replicas.Add(added), replica);
        return replica;
    }

    public async Task RemoveAsync(Replica replica)
    {
        ImmutableInterlocked.Update(ref _replicas, static (replicas, removed) => replicas.Remove(removed), replica);
        await replica.DisposeAsync();
    }

    /// <summary>The next ready replica.</summary>
    public Replica? Next()
    {
        var ready = _replicas.FindAll(static replica => replica.IsReady);
        return ready.IsEmpty ? null : ready[(int)(Interlocked.Increment(ref _next) % (uint)ready.Count)];
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Task.WhenAll(_replicas.Select(static replica => replica.DisposeAsync().AsTask()));
        _http.Dispose();
    }

    private static HttpRequestMessage ToReplica(HttpRequest request, Replica replica)
    {
        var target = new Uri(replica.Address, $"{request.Path}{request.QueryString}");
        var forwarded = new HttpRequestMessage(new HttpMethod(request.Method), target);
        if (request.Headers.ContentLength is > 0 || request.Headers.TransferEncoding.Count > 0)
        {
            // The body is read only after a connection is open, so the request can still go to another replica until then.
            forwarded.Content = new StreamContent(request.Body);
        }

        foreach (var (name, values) in request.Headers)
        {
            if (!HopByHopHeaders.Contains(name, StringComparer.OrdinalIgnoreCase)
                && !forwarded.Headers.TryAddWithoutValidation(name, values.AsEnumerable()))
            {
                forwarded.Content?.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
            }
        }

        return forwarded;
    }

    private static async Task ToCallerAsync(HttpResponseMessage response, HttpContext context)
    {
        context.Response.StatusCode = (int)response.StatusCode;
        foreach (var (name, values) in response.Headers.Concat(response.Content.Headers))
        {
            if (!HopByHopHeaders.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                context.Response.Headers.Append(name, values.ToArray());
            }
        }

        await using var body = await response.Content.ReadAsStreamAsync(context.RequestAborted);
        await body.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    protected override async Task RespondAsync(HttpContext context)
    {
        while (Next() is { } replica)
        {
            replica.BeginRequest();
            try
            {
                using var request = ToReplica(context.Request, replica);
                using var response = await _http.SendAsync(request, context.RequestAborted);
                await ToCallerAsync(response, context);
                return;
            }
            catch (HttpRequestException exception) when (exception.HttpRequestError == HttpRequestError.ConnectionError)
            {
                replica.MarkUnreachable();
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException)
            {
                Fail(context);
                return;
            }
            finally
            {
                replica.EndRequest();
            }
        }

        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
    }

    private static void Fail(HttpContext context)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
        }
        else
        {
            context.Response.Clear();
            context.Response.StatusCode = StatusCodes.Status502BadGateway;
        }
    }
}
