using System.Diagnostics.Metrics;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace McpAspire.Tests.Errors;

/// <summary>
/// The server and a failing backend, connected by HTTP, with a clock that only the backend and waits between attempts advance.
/// </summary>
internal sealed class FailingSystem : IAsyncDisposable
{
    /// <summary>The server's default limit of one tool call.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(15);

    /// <summary>The initial time.</summary>
    public static readonly DateTimeOffset Start = new ManualTime(static _ => false).GetUtcNow();

    private FailingSystem(FailingBackend backend, ServerHost server, ManualTime time)
    {
        (Backend, Server, Time) = (backend, server, time);
        Counts = new(server.Services.GetRequiredService<IMeterFactory>(), "mcpaspire.tool.calls", "mcpaspire.backend.retries");
    }

    public FailingBackend Backend { get; }

    public ServerHost Server { get; }

    public ManualTime Time { get; }

    public RecordedCounts Counts { get; }

    /// <summary>Starts both.</summary>
    /// <param name="answer">The behavior of the backend.</param>
    /// <param name="address">The backend's address in the server's settings, if it differs.</param>
    /// <param name="configure">Changes the server's services.</param>
    /// <param name="settings">Settings of the server.</param>
    public static async Task<FailingSystem> StartAsync(
        Func<HttpContext, ManualTime, Task> answer,
        Uri? address = null,
        Action<IServiceCollection, ManualTime>? configure = null,
        params (string Name, string Value)[] settings)
    {
        // Skips the waits between attempts. The limits of an attempt and of a call, 10 and 15 seconds, are reached only if the backend
        // advances the clock; those of a token and of a health check, 3 and 2 seconds, never.
        var time = new ManualTime(
            skips: static wait => wait < TimeSpan.FromSeconds(10) && wait != TimeSpan.FromSeconds(3) && wait != TimeSpan.FromSeconds(2));
        var backend = await FailingBackend.StartAsync(answer, time);
        var server = new ServerHost(
            address ?? backend.Address,
            services =>
            {
                services.Replace(ServiceDescriptor.Singleton<TimeProvider>(time));
                configure?.Invoke(services, time);
            },
            settings);
        return new FailingSystem(backend, server, time);
    }

    /// <summary>A call with valid arguments.</summary>
    public static McpCall Call(string tool) => McpCall.Tool(Revision.November2025, tool, tool switch
    {
        "get_user_profile" => new() { ["user_id"] = "1" },
        "create_ticket" => new() { ["title"] = "Printer", ["description"] = "It prints nothing." },
        "query_data" => new() { ["dataset"] = "orders" },
        _ => [],
    });

    /// <summary>The error of a call.</summary>
    public async Task<JsonNode> CallFailsAsync(McpCall call)
    {
        var answer = await Server.SendAsync("/mcp", call);
        Assert.True((bool?)answer.Result["isError"], answer.Result.ToJsonString());
        Assert.Null(answer.Result["structuredContent"]);
        return JsonNode.Parse(answer.Text)!;
    }

    public Task<JsonNode> CallFailsAsync(string tool) => CallFailsAsync(Call(tool));

    public async ValueTask DisposeAsync()
    {
        Counts.Dispose();
        await Server.DisposeAsync();
        await Backend.DisposeAsync();
    }
}
