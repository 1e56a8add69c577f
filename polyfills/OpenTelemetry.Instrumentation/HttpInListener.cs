using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace OpenTelemetry.Instrumentation.AspNetCore.Implementation;

/// <summary>
/// Completes the activity that ASP.NET Core makes for each request. The framework's DiagnosticListener is the one place that hands over
/// activity and HttpContext together.
/// </summary>
internal sealed class HttpInListener : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private const string Source = "Microsoft.AspNetCore";
    private const string Started = "Microsoft.AspNetCore.Hosting.HttpRequestIn.Start";
    private const string Stopped = "Microsoft.AspNetCore.Hosting.HttpRequestIn.Stop";
    private const string UnhandledByHosting = "Microsoft.AspNetCore.Hosting.UnhandledException";
    private const string UnhandledByDiagnostics = "Microsoft.AspNetCore.Diagnostics.UnhandledException";

    private readonly AspNetCoreTraceInstrumentationOptions _options;
    private readonly List<IDisposable> _subscriptions = [];
    private readonly IDisposable _allListeners;

    public HttpInListener(AspNetCoreTraceInstrumentationOptions options)
    {
        _options = options;
        _allListeners = DiagnosticListener.AllListeners.Subscribe(this);
    }

    // There is one listener of this name for each host in the process.
    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == Source)
        {
            var subscription = value.Subscribe(this, static (name, _, _) => name.StartsWith("Microsoft.AspNetCore.Hosting.HttpRequestIn", StringComparison.Ordinal)
                || name is UnhandledByHosting or UnhandledByDiagnostics);
            lock (_subscriptions)
            {
                _subscriptions.Add(subscription);
            }
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (Activity.Current is not { Source.Name: Source, IsAllDataRequested: true } activity)
        {
            return;
        }

        switch (value.Key, value.Value)
        {
            case (Started, HttpContext context):
                OnStarted(activity, context);
                break;
            case (Stopped, HttpContext context):
                ServerSpan.Complete(activity, context);
                Enrich(_options.EnrichWithHttpResponse, activity, context.Response);
                break;
            case (UnhandledByHosting or UnhandledByDiagnostics, { } payload):
                ServerSpan.Fail(activity, payload);
                break;
            default:
                break;
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void Dispose()
    {
        _allListeners.Dispose();
        lock (_subscriptions)
        {
            _subscriptions.ForEach(static subscription => subscription.Dispose());
        }
    }

    private void OnStarted(Activity activity, HttpContext context)
    {
        if (!IsWanted(context))
        {
            activity.IsAllDataRequested = false;
            activity.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
            return;
        }

        ServerSpan.Describe(activity, context.Request);
        Enrich(_options.EnrichWithHttpRequest, activity, context.Request);
    }

    private bool IsWanted(HttpContext context)
    {
        try
        {
            return _options.Filter?.Invoke(context) ?? true;
        }
#pragma warning disable CA1031 // A filter that throws means "not traced", as in the real package; it must not fail the request.
        catch (Exception)
#pragma warning restore CA1031
        {
            return false;
        }
    }

    private static void Enrich<T>(Action<Activity, T>? enrich, Activity activity, T with)
    {
        try
        {
            enrich?.Invoke(activity, with);
        }
#pragma warning disable CA1031 // What the application adds to a span must not fail the request, as in the real package.
        catch (Exception)
#pragma warning restore CA1031
        {
        }
    }
}
