using System.ComponentModel.DataAnnotations;
using McpAspire.MockBackend.Authentication;
using McpAspire.MockBackend.Entra;
using McpAspire.MockBackend.Json;
using McpAspire.MockBackend.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace McpAspire.MockBackend.Users;

/// <summary>The routes of users.</summary>
internal static class UserEndpoints
{
    public static WebApplicationBuilder AddUsers(this WebApplicationBuilder builder)
    {
        builder.Services.AddJsonTypes(UserJsonContext.Default);
        builder.Services.AddSingleton<UserStore>();
        return builder;
    }

    public static void MapUserEndpoints(this IEndpointRouteBuilder app)
    {
        var users = app.MapGroup("/users").WithArgumentValidation().RequireRole(AppRoles.UsersRead);
        users.MapGet("/", ListAsync).WithName("listUsers");
        users.MapGet("/{id}", GetAsync).WithName("getUser");
    }

    private static async Task<Ok<UserPage>> ListAsync(
        UserStore users,
        CancellationToken cancellationToken,
        [Range(0, int.MaxValue)] int skip = 0,
        [Range(1, Limits.MaxPageItems)] int limit = Limits.DefaultPageItems) =>
        TypedResults.Ok(await users.ListAsync(skip, limit, cancellationToken));

    private static async Task<Results<Ok<UserProfile>, ProblemHttpResult>> GetAsync(
        [RegularExpression(Limits.IdPattern)] string id,
        UserStore users,
        CancellationToken cancellationToken,
        bool details = false) =>
        await users.FindAsync(id, details, cancellationToken) is { } user
            ? TypedResults.Ok(user)
            : ProblemResults.NotFound("There is no user with this id.");
}
