namespace McpAspire.Tests.Deploy.Observability;

/// <summary>The server's metrics before and after each situation.</summary>
public sealed class MeasuredSituations : IAsyncLifetime
{
    private readonly Dictionary<Situation, (IReadOnlyList<Series> Before, IReadOnlyList<Series> After)> _pages = [];

    /// <summary>All metrics of all situations.</summary>
    internal IEnumerable<Series> Exported => _pages.Values.SelectMany(static pages => pages.After);

    public async ValueTask InitializeAsync()
    {
        foreach (var situation in Situation.All)
        {
            await using var server = await MeasuredServer.StartAsync(situation.Settings);
            await server.ReadUserAsync();
            var before = await server.ScrapeAsync();
            await situation.HappenAsync(server);
            _pages.Add(situation, (before, await server.ScrapeAsync()));
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    internal (IReadOnlyList<Series> Before, IReadOnlyList<Series> After) Of(Situation situation) => _pages[situation];
}
