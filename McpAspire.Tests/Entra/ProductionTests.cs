namespace McpAspire.Tests.Entra;

[Trait("Category", "Integration")]
public sealed class ProductionTests
{
    [Theory]
    [InlineData("""{"Entra":{"Port":0}}""", "LOCAL_ENTRA_PORT (Entra:Port) must not be set: the local Entra ID")]
    [InlineData("""{"MOCK_AUTHORITY":"http://localhost/tenant"}""", "MOCK_AUTHORITY (Authentication:Authority) must be an https address;")]
    [InlineData("""{"MOCK_AUTHORITY":"https://localhost/tenant"}""", "MOCK_AUDIENCE (Authentication:Audience) is required")]
    public async Task Startup_fails_with_one_message_for_a_wrong_setting(string settings, string message)
    {
        using var directory = new BackendDataDirectory();
        await BackendSeed.CopyToAsync(directory);
        await File.WriteAllTextAsync(Path.Combine(directory.Path, "appsettings.json"), settings, Cancellation);
        await using var backend = ProgramUnderTest.StartBackend(directory);

        Assert.Equal(1, await backend.ExitedAsync(Cancellation));
        Assert.Contains(message, backend.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", backend.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(directory.Path, ".data")));
    }

    [Fact]
    public async Task Nothing_of_the_local_Entra_ID_starts_without_its_port()
    {
        using var directory = new BackendDataDirectory();
        await BackendSeed.CopyToAsync(directory);
        await using var backend = ProgramUnderTest.StartBackend(directory);
        using var http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = await backend.ListeningAsync(Cancellation) };
        using var open = await http.GetAsync(new Uri("/users", UriKind.Relative), Cancellation);

        Assert.True(open.IsSuccessStatusCode);
        Assert.DoesNotContain("Entra", backend.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(directory.Path, ".data")));
    }
}
