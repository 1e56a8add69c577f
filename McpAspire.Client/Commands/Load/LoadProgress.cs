using System.Globalization;
using McpAspire.Client.Terminal;
using Spectre.Console;

namespace McpAspire.Client.Commands.Load;

/// <summary>Shows the progress of a run on a terminal.</summary>
internal sealed class LoadProgress(CommandConsole console, LoadPlan plan, LoadTally tally, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private const int BarWidth = 24;

    public Task ShowAsync(LoadRun run, Task work) => console.Out.Profile.Capabilities.Interactive
        ? console.Out.Progress()
            .AutoClear(true)
            .Columns(
                new ProgressBarColumn { Width = BarWidth }, new PercentageColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
            .StartAsync(context => UpdateAsync(context.AddTask("starting", maxValue: 1), run, work))
        : work;

    private async Task UpdateAsync(ProgressTask bar, LoadRun run, Task work)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (!work.IsCompleted)
        {
            var (ended, failed) = tally.Progress;
            bar.Value = Math.Max((double)ended / plan.Calls, plan.Duration is { } duration ? run.Elapsed / duration : 0);
            bar.Description = string.Create(
                CultureInfo.InvariantCulture, $"{ended} calls, {ended / Math.Max(run.Elapsed.TotalSeconds, 0.001):0}/s, {failed} failed");
            await Task.WhenAny(work, timer.WaitForNextTickAsync().AsTask());
        }

        await work;
    }
}
