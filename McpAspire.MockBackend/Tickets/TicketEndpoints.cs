using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using McpAspire.MockBackend.Authentication;
using McpAspire.MockBackend.Json;
using McpAspire.MockBackend.Problems;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

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
            .WithDescription("Creates an open ticket with the next free id. With an idempotency key, the request can be sent again without creating a second ticket; a key that was used with another request is refused with 409.")
            .ProducesBodyProblems()
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesValidationProblem(StatusCodes.Status422UnprocessableEntity)
            .AddOpenApiOperationTransformer(DescribeReplay);
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
        [FromHeader(Name = IdempotencyKey.Header), MinLength(1, ErrorMessage = IdempotencyKey.Rule), RegularExpression(IdempotencyKey.Pattern, ErrorMessage = IdempotencyKey.Rule)]
        [Description("Names this request: sent again with the same key by the same caller, it creates no second ticket. 1 to 255 visible ASCII characters; quotation marks around them, as in a structured field, are not part of the key.")]
        string? idempotencyKey,
        ClaimsPrincipal caller,
        HttpResponse response,
        TicketStore tickets,
        CancellationToken cancellationToken)
    {
        var creation = await tickets.CreateAsync(request, IdempotencyKey.Read(idempotencyKey, caller), cancellationToken);
        if (creation.Outcome == TicketOutcome.Replayed)
        {
            response.Headers[IdempotencyKey.ReplayedHeader] = "true";
        }

        return creation switch
        {
            { Ticket: { } ticket } => TypedResults.Created($"/tickets/{ticket.Id}", ticket),
            { Outcome: TicketOutcome.KeyReused } => ProblemResults.Conflict("urn:problem-type:mcpaspire:idempotency-key-reused", "The idempotency key was used with another request."),
            _ => ProblemResults.Unprocessable("assignee_id", "There is no user with this id."),
        };
    }

    private static Task DescribeReplay(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var created = (OpenApiResponse)operation.Responses!["201"];
        created.Headers = new Dictionary<string, IOpenApiHeader>
        {
            ["Location"] = new OpenApiHeader { Description = "The path of the ticket.", Schema = new OpenApiSchema { Type = JsonSchemaType.String } },
            [IdempotencyKey.ReplayedHeader] = new OpenApiHeader
            {
                Description = "true when the key was used before: the ticket is the one that was created then, as it was then. Absent otherwise.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, Enum = ["true"] },
            },
        };
        return Task.CompletedTask;
    }
}
