// Stands for Aspire.Hosting.Testing 13.5.2: the AppHost's own entry point runs until it builds, then the test has the builder, and drives the application.
// Left out: DistributedApplicationFactory, Create, callbacks on options, connection strings.
namespace Aspire.Hosting.Testing;

public static class DistributedApplicationTestingBuilder
{
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(CancellationToken cancellationToken = default)
        where TEntryPoint : class => CreateAsync<TEntryPoint>([], cancellationToken);

    /// <exception cref="InvalidOperationException">The AppHost ended before it built an application.</exception>
    public static async Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(string[] args, CancellationToken cancellationToken = default)
        where TEntryPoint : class
    {
        var run = new EntryPointRun(typeof(TEntryPoint).Assembly, args);
        return new TestingBuilder(run, await run.StartAsync(cancellationToken));
    }
}
