using System.Collections.Concurrent;
using McpAspire.Server.Backend;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace McpAspire.Tests.Unit.ServiceDefaults;

[Trait("Category", "Integration")]
public sealed class ConnectionReuseTests
{
    [Fact]
    public async Task Requests_to_the_backend_share_a_connection()
    {
        var connections = new ConcurrentBag<string>();
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        await using var backend = builder.Build();
        backend.Run(context =>
        {
            connections.Add(context.Connection.Id);
            return context.Response.WriteAsync("{}");
        });
        await backend.StartAsync(Cancellation);
        await using var server = new ServerHost(new Uri(backend.Urls.Single()), ("READINESS_CHECK_BACKEND", "false"));

        for (var call = 0; call < 5; call++)
        {
            await using var scope = server.Services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<BackendClient>().CheckHealthAsync(Cancellation);
        }

        Assert.Equal((5, 1), (connections.Count, connections.Distinct().Count()));
    }
}
