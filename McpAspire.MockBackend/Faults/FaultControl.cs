using McpAspire.MockBackend.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace McpAspire.MockBackend.Faults;

/// <summary>Lets a test or a person set faults from outside: what is between it and the backend passes no headers on.</summary>
internal static class FaultControl
{
    public const string Path = "/control";

    public static void MapFaultControl(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment())
        {
            return;
        }

        var faults = app.MapGroup($"{Path}/faults").AllowAnonymous().ExcludeFromDescription().WithArgumentValidation();
        faults.MapGet("/", Get);
        faults.MapPost("/", Add);
        faults.MapDelete("/", Clear);
    }

    private static Ok<FaultState> Get(FaultScript script, RequestCounter requests) => TypedResults.Ok(new FaultState(script.Pending, requests.All));

    private static Results<Ok<FaultState>, ProblemHttpResult> Add(FaultRequest request, FaultScript script, RequestCounter requests)
    {
        var rules = new List<FaultRule>();
        foreach (var (index, text) in request.Faults.Index())
        {
            if (!FaultParser.TryParse(text ?? "", out var rule, out var problem))
            {
                return ProblemResults.Invalid(new Dictionary<string, string[]> { [$"faults[{index}]"] = [$"The fault {problem}."] });
            }

            rules.Add(rule);
        }

        script.Add(rules);
        return Get(script, requests);
    }

    private static Ok<FaultState> Clear(FaultScript script, RequestCounter requests)
    {
        script.Clear();
        requests.Clear();
        return Get(script, requests);
    }
}
