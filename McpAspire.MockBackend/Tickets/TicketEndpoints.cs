using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using McpAspire.MockBackend.Authentication;
using McpAspire.MockBackend.Json;
using McpAspire.MockBackend.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace McpAspire.MockBackend.Tickets;

/// <summary>The routes of tickets.</summary>
internal static class TicketEndpoints
{
    public static void MapTicketEndpoints(this IEndpointRouteBuilder app)
    {
        var tickets = app.MapGroup("/tickets").WithTags("Tickets").WithArgumentValidation();

        tickets.MapGet("/", ListAsync)
            .RequireRole(AppRoles.TicketsRead)
            .WithName("listTickets")
            .WithSummary("Lists tickets")
            .WithDescription("Lists tickets, newest first, one page at a time.");
        tickets.MapGet("/{id}", GetAsync)
            .RequireRole(AppRoles.TicketsRead)
            .WithName("getTicket")
            .WithSummary("Gets a ticket")
            .WithDescription("Gets one ticket.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        tickets.MapPost("/", CreateAsync)
            .RequireRole(AppRoles.TicketsWrite)
            .WithName("createTicket")
            .WithSummary("Creates a ticket")
            .WithDescription("Creates an open ticket with the next free id.")
            .ProducesBodyProblems()
            .ProducesValidationProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<Ok<TicketPage>> ListAsync(
        TicketStore tickets,
        CancellationToken cancellationToken,
        [AllowedValues(null, "open", "in_progress", "closed"), Description("Only tickets of this status.")] string? status = null,
        [Range(0, int.MaxValue), Description("How many tickets to skip.")] int skip = 0,
        [Range(1, Limits.PageItems), Description("The largest number of tickets to return.")] int limit = Limits.DefaultPageItems) =>
        TypedResults.Ok(await tickets.ListAsync(status is null ? null : WireNames<TicketStatus>.Parse(status), skip, limit, cancellationToken));

    private static async Task<Results<Ok<Ticket>, ProblemHttpResult>> GetAsync(
        [RegularExpression(Limits.IdPattern), Description("The id of the ticket.")] string id,
        TicketStore tickets,
        CancellationToken cancellationToken) =>
        await tickets.FindAsync(id, cancellationToken) is { } ticket
            ? TypedResults.Ok(ticket)
            : ProblemResults.NotFound("There is no ticket with this id.");

    private static async Task<Results<Created<Ticket>, ProblemHttpResult>> CreateAsync(
        CreateTicketRequest request,
        TicketStore tickets,
        CancellationToken cancellationToken) =>
        await tickets.CreateAsync(request, cancellationToken) is { } ticket
            ? TypedResults.Created($"/tickets/{ticket.Id}", ticket)
            : ProblemResults.Unprocessable("assignee_id", "There is no user with this id.");
}
