using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace McpAspire.Tests.Reliability;

/// <summary>Holds the backend's responses about users and tickets while closed, after the requests were processed.</summary>
internal sealed class AnswerGate : IStartupFilter
{
    private Hold? _hold;

    /// <summary>Holds all further responses; completes when the given number is held.</summary>
    public Task Shut(int answers)
    {
        var hold = new Hold(answers);
        Volatile.Write(ref _hold, hold);
        return hold.Reached.Task;
    }

    public void Open() => Interlocked.Exchange(ref _hold, null)?.Opened.TrySetResult();

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((context, following) =>
        {
            if (context.Request.Path.StartsWithSegments("/users", StringComparison.Ordinal)
                || context.Request.Path.StartsWithSegments("/tickets", StringComparison.Ordinal))
            {
                context.Response.OnStarting(WaitAsync);
            }

            return following(context);
        });
        next(app);
    };

    private Task WaitAsync() => Volatile.Read(ref _hold)?.WaitAsync() ?? Task.CompletedTask;

    private sealed class Hold(int answers)
    {
        private int _held;

        public TaskCompletionSource Reached { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Opened { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task WaitAsync()
        {
            if (Interlocked.Increment(ref _held) == answers)
            {
                Reached.SetResult();
            }

            return Opened.Task;
        }
    }
}
