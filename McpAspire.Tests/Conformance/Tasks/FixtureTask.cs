using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace McpAspire.Tests.Conformance.Tasks;

/// <summary>A call that goes on after its request was answered (SEP-2663).</summary>
internal sealed class FixtureTask : IDisposable
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _cancelled = new();
    private readonly DateTimeOffset _created = TimeProvider.System.GetUtcNow();
    private readonly Dictionary<string, (InputRequest Request, TaskCompletionSource<InputResponse> Answer)> _questions = [];
    private string _status = "working";
    private string? _outcomeName;
    private JsonNode? _outcome;

    public string Id { get; } = Guid.NewGuid().ToString("N");

    private bool IsOver => _status is "completed" or "failed" or "cancelled";

    /// <summary>Runs <paramref name="work"/>; its end is the task's.</summary>
    public async Task RunAsync(Func<FixtureTask, CancellationToken, Task<CallToolResult>> work)
    {
        try
        {
            End("completed", "result", await work(this, _cancelled.Token));
        }
        catch (OperationCanceledException) when (_cancelled.IsCancellationRequested)
        {
            // Cancel has said so.
        }
        catch (McpProtocolException exception)
        {
            End("failed", "error", new JsonRpcErrorDetail { Code = (int)exception.ErrorCode, Message = exception.Message });
        }
        catch (InvalidOperationException exception)
        {
            End("completed", "result", new CallToolResult { IsError = true, Content = [new TextContentBlock { Text = exception.Message }] });
        }
    }

    /// <summary>Waits for the client's answer, which comes with <c>tasks/update</c>.</summary>
    public async Task<InputResponse> AskAsync(KeyValuePair<string, InputRequest> question, CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource<InputResponse>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _questions[question.Key] = (question.Value, answer);
        }

        return await answer.Task.WaitAsync(cancellationToken);
    }

    public void Answer(IDictionary<string, InputResponse> answers)
    {
        lock (_lock)
        {
            foreach (var (key, answer) in answers)
            {
                if (_questions.Remove(key, out var question))
                {
                    question.Answer.SetResult(answer);
                }
            }
        }
    }

    public void Cancel()
    {
        lock (_lock)
        {
            _status = IsOver ? _status : "cancelled";
        }

        _cancelled.Cancel();
    }

    /// <returns>The fields of <c>tasks/get</c>.</returns>
    public JsonObject Describe()
    {
        lock (_lock)
        {
            var task = JsonSerializer.SerializeToNode(Created(), CreatedTask.TypeInfo)!.AsObject();
            task["resultType"] = "complete";
            if (_outcomeName is not null && _status != "cancelled")
            {
                task[_outcomeName] = _outcome!.DeepClone();
            }
            else if (!IsOver && _questions.Count > 0)
            {
                task["status"] = "input_required";
                task["inputRequests"] = JsonSerializer.SerializeToNode(_questions.ToDictionary(question => question.Key, question => question.Value.Request), McpJsonUtilities.DefaultOptions);
            }

            return task;
        }
    }

    public CreatedTask Created() => new() { ResultType = "task", TaskId = Id, Status = _status, CreatedAt = _created, LastUpdatedAt = _created };

    public void Dispose() => _cancelled.Dispose();

    private void End<TOutcome>(string status, string name, TOutcome outcome)
    {
        lock (_lock)
        {
            if (!IsOver)
            {
                (_status, _outcomeName, _outcome) = (status, name, JsonSerializer.SerializeToNode(outcome, McpJsonUtilities.DefaultOptions));
            }
        }
    }
}
