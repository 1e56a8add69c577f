using System.Diagnostics.CodeAnalysis;
using McpAspire.MockBackend.Entra;
using McpAspire.MockBackend.Problems;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace McpAspire.MockBackend.Faults;

/// <summary>Sets faults from outside.</summary>
internal static class FaultControl
{
    public const string Path = "/control";

    public static void MapFaultControl(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment())
        {
            return;
        }

        var faults = app.MapGroup($"{Path}/faults").AllowAnonymous().WithArgumentValidation();
        faults.MapGet("/", Get);
        faults.MapPost("/", Add);
        faults.MapPut("/", Replace);
        faults.MapDelete("/", Clear);
    }

    private static Ok<FaultState> Get(FaultScript script, RequestCounter requests) =>
        TypedResults.Ok(new FaultState(script.Pending, requests.All));

    private static Results<Ok<FaultState>, ProblemHttpResult> Add(
        FaultRequest request, FaultScript script, RequestCounter requests, [FromServices] LocalEntra? entra = null)
    {
        if (!TryRead(request, out var rules, out var problem))
        {
            return problem;
        }

        script.Add(rules);
        AddFailure(request, entra);
        return Get(script, requests);
    }

    private static Results<Ok<FaultState>, ProblemHttpResult> Replace(
        FaultRequest request, FaultScript script, RequestCounter requests, [FromServices] LocalEntra? entra = null)
    {
        if (!TryRead(request, out var rules, out var problem))
        {
            return problem;
        }

        Clear(script, requests, entra);
        script.Add(rules);
        AddFailure(request, entra);
        return Get(script, requests);
    }

    private static Ok<FaultState> Clear(FaultScript script, RequestCounter requests, [FromServices] LocalEntra? entra = null)
    {
        script.Clear();
        requests.Clear();
        entra?.Failures.Clear();
        return Get(script, requests);
    }

    private static void AddFailure(FaultRequest request, LocalEntra? entra)
    {
        if (request.Token is { } failure)
        {
            entra?.Failures.Add(failure);
        }
    }

    private static bool TryRead(FaultRequest request, out List<FaultRule> rules, [NotNullWhen(false)] out ProblemHttpResult? problem)
    {
        (rules, problem) = ([], null);
        foreach (var (index, text) in request.Faults.Index())
        {
            if (!FaultParser.TryParse(text ?? "", out var rule, out var reason))
            {
                problem = ProblemResults.Invalid(new Dictionary<string, string[]> { [$"faults[{index}]"] = [$"The fault {reason}."] });
                return false;
            }

            rules.Add(rule);
        }

        if (request.Token?.Problem() is { } tokenProblem)
        {
            problem = ProblemResults.Invalid(new Dictionary<string, string[]> { ["token"] = [tokenProblem] });
        }

        return problem is null;
    }
}
