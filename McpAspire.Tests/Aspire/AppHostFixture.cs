namespace McpAspire.Tests.Aspire;

/// <summary>One <see cref="RunningSystem"/> for several tests.</summary>
public class AppHostFixture : IAsyncLifetime
{
    private readonly string[] _arguments;
    private RunningSystem? _system;

    public AppHostFixture()
        : this([])
    {
    }

    protected AppHostFixture(string[] arguments)
    {
        _arguments = arguments;
    }

    internal RunningSystem System => _system ?? throw new InvalidOperationException("The AppHost has not started.");

    /// <summary>The output of the programs until the system was healthy.</summary>
    internal string StartupOutput { get; private set; } = string.Empty;

    public async ValueTask InitializeAsync()
    {
        _system = await RunningSystem.StartAsync(_arguments);
        StartupOutput = _system.Output;
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await (_system?.DisposeAsync() ?? ValueTask.CompletedTask);
    }
}
