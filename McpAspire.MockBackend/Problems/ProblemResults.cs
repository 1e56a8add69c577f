using Microsoft.AspNetCore.Http.HttpResults;

namespace McpAspire.MockBackend.Problems;

/// <summary>The problems that handlers return.</summary>
internal static class ProblemResults
{
    public static ProblemHttpResult NotFound(string detail) => TypedResults.Problem(detail, statusCode: StatusCodes.Status404NotFound);

    /// <summary>400, with errors in words and as <see cref="RuleKeywords" />, both by field.</summary>
    public static ProblemHttpResult Invalid(IDictionary<string, string[]> errors, Dictionary<string, string>? rules = null) =>
        WithErrors(errors, rules, StatusCodes.Status400BadRequest);

    /// <summary>422: <paramref name="field" /> refers to something that does not exist.</summary>
    public static ProblemHttpResult Unprocessable(string field, string rule) => WithErrors(
        new Dictionary<string, string[]> { [field] = [rule] },
        new() { [field] = RuleKeywords.Reference },
        StatusCodes.Status422UnprocessableEntity);

    /// <summary>409, with a stable <paramref name="type" /> and <paramref name="title" />.</summary>
    public static ProblemHttpResult Conflict(string type, string title) =>
        TypedResults.Problem(type: type, title: title, statusCode: StatusCodes.Status409Conflict);

    private static ProblemHttpResult WithErrors(IDictionary<string, string[]> errors, Dictionary<string, string>? rules, int status)
    {
        var problem = new HttpValidationProblemDetails(errors) { Status = status, Title = "The request breaks a rule; see errors." };
        if (rules is not null)
        {
            problem.Extensions["rules"] = rules;
        }

        return TypedResults.Problem(problem);
    }
}
