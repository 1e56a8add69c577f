using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using McpAspire.MockBackend.Authentication;
using McpAspire.MockBackend.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace McpAspire.MockBackend.Users;

/// <summary>The routes of users.</summary>
internal static class UserEndpoints
{
    public static void MapUserEndpoints(this IEndpointRouteBuilder app)
    {
        var users = app.MapGroup("/users").WithTags("Users").WithArgumentValidation().RequireRole(AppRoles.UsersRead);

        users.MapGet("/", ListAsync)
            .WithName("listUsers")
            .WithSummary("Lists users")
            .WithDescription("Lists users in the order of their ids, one page at a time.");
        users.MapGet("/{id}", GetAsync)
            .WithName("getUser")
            .WithSummary("Gets a user")
            .WithDescription("Gets one user, with details when asked for.")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Ok<UserPage>> ListAsync(
        UserStore users,
        CancellationToken cancellationToken,
        [Range(0, int.MaxValue), Description("How many users to skip.")] int skip = 0,
        [Range(1, Limits.PageItems), Description("The largest number of users to return.")] int limit = Limits.DefaultPageItems) =>
        TypedResults.Ok(await users.ListAsync(skip, limit, cancellationToken));

    private static async Task<Results<Ok<User>, ProblemHttpResult>> GetAsync(
        [RegularExpression(Limits.IdPattern), Description("The id of the user.")] string id,
        UserStore users,
        CancellationToken cancellationToken,
        [Description("Whether to add the user's details.")] bool details = false) =>
        await users.FindAsync(id, details, cancellationToken) is { } user
            ? TypedResults.Ok(user)
            : ProblemResults.NotFound("There is no user with this id.");
}
