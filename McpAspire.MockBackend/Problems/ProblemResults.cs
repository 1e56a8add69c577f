using Microsoft.AspNetCore.Http.HttpResults;

namespace McpAspire.MockBackend.Problems;

/// <summary>The problems that handlers answer with.</summary>
internal static class ProblemResults
{
    public static ProblemHttpResult NotFound(string detail) => TypedResults.Problem(detail, statusCode: StatusCodes.Status404NotFound);

    /// <summary>The request breaks rules of the API; <paramref name="errors" /> has them by field.</summary>
    public static ProblemHttpResult Invalid(IDictionary<string, string[]> errors) => WithErrors(errors, StatusCodes.Status400BadRequest);

    /// <summary>The request is well formed, but what it names does not exist.</summary>
    public static ProblemHttpResult Unprocessable(string field, string rule) =>
        WithErrors(new Dictionary<string, string[]> { [field] = [rule] }, StatusCodes.Status422UnprocessableEntity);

    /// <summary>The request contradicts what there is. <paramref name="type" /> and <paramref name="title" /> are the same each time.</summary>
    public static ProblemHttpResult Conflict(string type, string title) => TypedResults.Problem(type: type, title: title, statusCode: StatusCodes.Status409Conflict);

    private static ProblemHttpResult WithErrors(IDictionary<string, string[]> errors, int status) =>
        TypedResults.Problem(new HttpValidationProblemDetails(errors) { Status = status, Title = "The request breaks a rule; see errors." });
}
