using System.Net;
using McpAspire.Tests.Fixtures;

namespace McpAspire.Tests.Backend;

[Trait("Category", "Integration")]
public sealed class FaultSettingTests : IAsyncLifetime
{
    private readonly BackendDataDirectory _directory = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await BackendSeed.CopyToAsync(_directory);

    public ValueTask DisposeAsync()
    {
        _directory.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task In_Development_the_backend_starts_with_the_fault_of_the_setting()
    {
        await using var process = new BackendProcess(_directory, ("ASPNETCORE_ENVIRONMENT", "Development"), ("MOCK_FAULT", "status=503;count=2"));
        using var http = await ClientAsync(process);

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(http, "/health/ready"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync(http, "/users"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync(http, "/tickets"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(http, "/users"));
    }

    [Theory]
    [InlineData("Development", "MOCK_FAULT", "status=200", "MOCK_FAULT (Faults:Rule) is wrong: status must be 400 to 599")]
    [InlineData("Production", "MOCK_FAULT", "status=503", "MOCK_FAULT (Faults:Rule) must not be set: faults are for Development only")]
    [InlineData("Staging", "Faults__Rule", "status=503", "MOCK_FAULT (Faults:Rule) must not be set: faults are for Development only")]
    [InlineData("Production", "Datasets__BulkRows", "1", "Datasets:BulkRows must not be set: the generated dataset is for Development only")]
    [InlineData("Development", "Datasets__BulkRows", "1000001", "Datasets:BulkRows must be 0 to 1000000 rows")]
    [InlineData("Production", "Idempotency__KeyLifetime", "00:00:00", "Idempotency:KeyLifetime must be 1 second to 30 days")]
    public async Task A_wrong_setting_ends_the_start_with_one_message(string environment, string name, string value, string message)
    {
        await using var process = new BackendProcess(_directory, ("ASPNETCORE_ENVIRONMENT", environment), (name, value));

        Assert.Equal(1, await process.ExitedAsync(Cancellation));
        Assert.Contains(message, process.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", process.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_Production_the_header_is_ignored_and_the_control_endpoint_does_not_exist()
    {
        await using var process = new BackendProcess(_directory);
        using var http = await ClientAsync(process);
        http.DefaultRequestHeaders.Add("X-Mock-Fault", "status=503");

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(http, "/users"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(http, "/control/faults"));
    }

    private static async Task<HttpClient> ClientAsync(BackendProcess process) => new(new SocketsHttpHandler()) { BaseAddress = await process.ListeningAsync(Cancellation) };

    private static async Task<HttpStatusCode> StatusAsync(HttpClient http, string path)
    {
        using var response = await http.GetAsync(new Uri(path, UriKind.Relative), Cancellation);
        return response.StatusCode;
    }
}
