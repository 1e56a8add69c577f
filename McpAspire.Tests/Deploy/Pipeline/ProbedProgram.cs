using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace McpAspire.Tests.Deploy.Pipeline;

/// <summary>What listens where the program that is asked would: answers everything with one status, or not at all.</summary>
internal sealed class ProbedProgram : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ProbedProgram(WebApplication app) => _app = app;

    public List<string> Asked { get; } = [];

    public int Port => new Uri(_app.Urls.Single()).Port;

    /// <param name="status">The status of every answer; <see langword="null"/> for none.</param>
    public static async Task<ProbedProgram> StartAsync(int? status = StatusCodes.Status200OK)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var program = new ProbedProgram(builder.Build());
        program._app.Run(context => program.AnswerAsync(context, status));
        await program._app.StartAsync(TestContext.Current.CancellationToken);
        return program;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private Task AnswerAsync(HttpContext context, int? status)
    {
        lock (Asked)
        {
            Asked.Add($"{context.Request.Method} {context.Request.Path}");
        }

        if (status is not { } code)
        {
            return Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted);
        }

        context.Response.StatusCode = code;
        return Task.CompletedTask;
    }
}
