using System.Collections.Immutable;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace McpAspire.Testing.Replicas;

/// <summary>
/// An HTTP proxy before replicas, as an ingress is: each request goes to the next replica that is ready. It goes to another one only if no connection could
/// be opened: what a replica may have done is not asked for twice, and an answer that was lost is the caller's to see, as 502 or as a broken connection.
/// </summary>
internal sealed class RoundRobinProxy : IAsyncDisposable
{
    private static readonly string[] OfOneConnection = ["Connection", "Host", "Keep-Alive", "Transfer-Encoding"];

    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler
    {
        ActivityHeadersPropagator = null,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        UseProxy = false,
    });

    private readonly WebApplication _app;
    private ImmutableList<Replica> _replicas = [];
    private uint _turn;

    private RoundRobinProxy(WebApplication app)
    {
        _app = app;
        app.Run(ForwardAsync);
    }

    public Uri Address => new(_app.Urls.Single());

    public static async Task<RoundRobinProxy> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var proxy = new RoundRobinProxy(builder.Build());
        await proxy._app.StartAsync();
        return proxy;
    }

    /// <summary>Adds a replica, which gets requests as soon as it is ready.</summary>
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

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await Task.WhenAll(_replicas.Select(static replica => replica.DisposeAsync().AsTask()));
        _http.Dispose();
    }

    private static HttpRequestMessage ToReplica(HttpRequest request, Replica replica)
    {
        var forwarded = new HttpRequestMessage(new HttpMethod(request.Method), new Uri(replica.Address, $"{request.Path}{request.QueryString}"));
        if (request.Headers.ContentLength is > 0 || request.Headers.TransferEncoding.Count > 0)
        {
            // It is read only once there is a connection, so it can still go to another replica until then.
            forwarded.Content = new StreamContent(request.Body);
        }

        foreach (var (name, values) in request.Headers)
        {
            if (!OfOneConnection.Contains(name, StringComparer.OrdinalIgnoreCase) && !forwarded.Headers.TryAddWithoutValidation(name, values.AsEnumerable()))
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
            if (!OfOneConnection.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                context.Response.Headers.Append(name, values.ToArray());
            }
        }

        await using var body = await response.Content.ReadAsStreamAsync(context.RequestAborted);
        await body.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    private async Task ForwardAsync(HttpContext context)
    {
        while (Next() is { } replica)
        {
            replica.Begin();
            try
            {
                using var request = ToReplica(context.Request, replica);
                using var response = await _http.SendAsync(request, context.RequestAborted);
                await ToCallerAsync(response, context);
                return;
            }
            catch (HttpRequestException exception) when (exception.HttpRequestError == HttpRequestError.ConnectionError)
            {
                replica.TakeOut();
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException)
            {
                Fail(context);
                return;
            }
            finally
            {
                replica.End();
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

    private Replica? Next()
    {
        var ready = _replicas.FindAll(static replica => replica.IsReady);
        return ready.IsEmpty ? null : ready[(int)(Interlocked.Increment(ref _turn) % (uint)ready.Count)];
    }
}
