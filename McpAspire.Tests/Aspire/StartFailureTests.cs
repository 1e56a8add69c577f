using System.Net;
using System.Net.Sockets;

namespace McpAspire.Tests.Aspire;

/// <summary>A start that cannot succeed says which resource failed and why, and ends with an exit code: it never hangs.</summary>
[Trait("Category", "Aspire")]
public sealed class StartFailureTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_taken_port_is_named_with_its_resource()
    {
        StandIn.SkipUnlessInUse();
        using var listener = new TcpListener(IPAddress.Loopback, 8000);
        try
        {
            listener.Start();
        }
        catch (SocketException)
        {
            // Somebody else has it, which serves as well.
        }

        await using var appHost = AppHostProcess.Start([]);

        Assert.Equal(1, await appHost.WaitForExitAsync(Cancellation));
        Assert.Contains("error: mcp-server cannot start: port 8000", appHost.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", appHost.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_resource_that_ends_at_start_is_named_with_its_exit_code()
    {
        StandIn.SkipUnlessInUse();
        var environment = AppHostProcess.RandomPorts;
        environment["Kestrel__Endpoints__Broken__Url"] = "not-an-address";
        await using var appHost = AppHostProcess.Start(environment);

        Assert.Equal(1, await appHost.WaitForExitAsync(Cancellation));
        Assert.Contains("error: backend ended with exit code", appHost.Output, StringComparison.Ordinal);
        await appHost.WaitUntilNothingIsLeftAsync(Cancellation);
    }

    [Fact]
    public async Task A_resource_that_is_never_healthy_is_named_with_what_its_check_said()
    {
        StandIn.SkipUnlessInUse();
        var environment = AppHostProcess.RandomPorts;
        environment["Kestrel__Endpoints__Elsewhere__Url"] = "http://127.0.0.1:0";
        environment["AppHost__ResourceHealthyTimeout"] = "00:00:05";
        await using var appHost = AppHostProcess.Start(environment);

        Assert.Equal(1, await appHost.WaitForExitAsync(Cancellation));
        Assert.Contains("error: backend was not healthy within 5 s: GET http://localhost:", appHost.Output, StringComparison.Ordinal);
        await appHost.WaitUntilNothingIsLeftAsync(Cancellation);
    }
}
