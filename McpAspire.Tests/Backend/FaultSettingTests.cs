using System.Net;
using System.Net.Sockets;

namespace McpAspire.Tests.Backend;

[Trait("Category", "Integration")]
public sealed class FaultSettingTests : IAsyncLifetime
{
    private readonly BackendDataDirectory _directory = new();

    public async ValueTask InitializeAsync() => await BackendSeed.CopyToAsync(_directory);

    public ValueTask DisposeAsync()
    {
        _directory.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Outside_Development_startup_fails_with_a_generated_dataset()
    {
        await using var process = ProgramUnderTest.StartBackend(
            _directory, ("ASPNETCORE_ENVIRONMENT", "Staging"), ("Datasets__BulkRows", "1"));

        await EndsWithAsync(
            process, "Datasets:BulkRows must not be set: the generated dataset is for Development only; it is '1'.");
    }

    [Fact]
    public async Task Startup_fails_for_a_wrong_setting()
    {
        await using var process = ProgramUnderTest.StartBackend(
            _directory,
            ("ASPNETCORE_ENVIRONMENT", "Development"),
            ("Datasets__BulkRows", "1000001"),
            ("Idempotency__KeyLifetime", "00:00:00"));

        await EndsWithAsync(
            process,
            "Datasets:BulkRows must be 0 to 1000000 rows; it is '1000001'.",
            "Idempotency:KeyLifetime must be 1 second to 30 days; it is '00:00:00'.");
    }

    [Fact]
    public async Task Startup_fails_for_a_port_of_the_local_Entra_ID_that_is_in_use()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        await using var process = ProgramUnderTest.StartBackend(
            _directory, ("ASPNETCORE_ENVIRONMENT", "Development"), ("LOCAL_ENTRA_PORT", $"{port}"));

        await EndsWithAsync(process, $"McpAspire.MockBackend cannot listen: https://localhost:{port}: Address already in use.");
    }

    [Fact]
    public async Task Startup_fails_for_an_address_that_is_not_a_URL()
    {
        await using var process = ProgramUnderTest.StartBackend(_directory, ("ASPNETCORE_URLS", "nonsense"));

        await EndsWithAsync(
            process, "McpAspire.MockBackend cannot listen: nonsense: not a URL with a host and a port. Correct ASPNETCORE_URLS.");
    }

    [Fact]
    public async Task In_Production_the_control_endpoint_does_not_exist()
    {
        await using var process = ProgramUnderTest.StartBackend(_directory);
        using var http = await ClientAsync(process);

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(http, "/users"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(http, "/control/faults"));
    }

    private static async Task EndsWithAsync(ProgramUnderTest process, params string[] messages)
    {
        Assert.Equal(1, await process.ExitedAsync(Cancellation));
        Assert.All(messages, message => Assert.Contains(message, process.Error, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", process.Error, StringComparison.Ordinal);
    }

    private static async Task<HttpClient> ClientAsync(ProgramUnderTest process) =>
        new(new SocketsHttpHandler()) { BaseAddress = await process.ListeningAsync(Cancellation) };

    private static async Task<HttpStatusCode> StatusAsync(HttpClient http, string path)
    {
        using var response = await http.GetAsync(new Uri(path, UriKind.Relative), Cancellation);
        return response.StatusCode;
    }
}
