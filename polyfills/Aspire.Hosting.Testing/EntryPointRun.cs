using System.Diagnostics;
using System.Reflection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>Runs an AppHost's entry point on a thread of its own, and holds it where it builds and where it would run.</summary>
internal sealed class EntryPointRun(Assembly appHost, string[] args) : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    private static readonly AsyncLocal<EntryPointRun?> Current = new();
    private readonly TaskCompletionSource<DistributedApplicationBuilder> _builder = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<DistributedApplication> _application = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _mayBuild = new();
    private readonly List<IDisposable> _subscriptions = [];

    public Task<DistributedApplicationBuilder> StartAsync(CancellationToken cancellationToken)
    {
        _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
        new Thread(Run) { IsBackground = true, Name = $"{appHost.GetName().Name}.EntryPoint" }.Start();
        return _builder.Task.WaitAsync(cancellationToken);
    }

    public Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken)
    {
        _mayBuild.TrySetResult();
        return _application.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Lets the entry point return from its Run.</summary>
    public void End()
    {
        _ended.TrySetResult();
        _mayBuild.TrySetResult();
        _subscriptions.ForEach(subscription => subscription.Dispose());
    }

    void IObserver<DiagnosticListener>.OnNext(DiagnosticListener value)
    {
        if (value.Name == "Aspire.Hosting")
        {
            _subscriptions.Add(value.Subscribe(this));
        }
    }

    void IObserver<KeyValuePair<string, object?>>.OnNext(KeyValuePair<string, object?> value)
    {
        if (Current.Value != this)
        {
            return;
        }

        switch (value.Key, value.Value)
        {
            case ("DistributedApplicationBuilderConstructing", ValueTuple<DistributedApplicationOptions, HostApplicationBuilderSettings> constructing):
                TestDefaults.Apply(constructing.Item1, constructing.Item2, appHost);
                break;
            case ("DistributedApplicationBuilding", DistributedApplicationBuilder builder):
                _builder.TrySetResult(builder);
                _mayBuild.Task.GetAwaiter().GetResult();
                break;
            case ("DistributedApplicationBuilt", DistributedApplication application):
                application.DrivenElsewhere = _ended.Task;
                _application.TrySetResult(application);
                break;
            default:
                break;
        }
    }

    void IObserver<DiagnosticListener>.OnCompleted()
    {
    }

    void IObserver<DiagnosticListener>.OnError(Exception error)
    {
    }

    void IObserver<KeyValuePair<string, object?>>.OnCompleted()
    {
    }

    void IObserver<KeyValuePair<string, object?>>.OnError(Exception error)
    {
    }

    private void Run()
    {
        Current.Value = this;
        try
        {
            var entry = appHost.EntryPoint ?? throw new InvalidOperationException($"{appHost.GetName().Name} has no entry point.");
            entry.Invoke(null, entry.GetParameters().Length == 0 ? [] : [args]);
            Fail(new InvalidOperationException("The entry point exited without building a DistributedApplication."));
        }
        catch (TargetInvocationException exception)
        {
            Fail(exception.InnerException ?? exception);
        }
        catch (InvalidOperationException exception)
        {
            Fail(exception);
        }
    }

    private void Fail(Exception exception)
    {
        _builder.TrySetException(exception);
        _application.TrySetException(exception);
    }
}
