using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using McpAspire.MockBackend.Authentication;
using McpAspire.MockBackend.Entra;
using McpAspire.MockBackend.Json;
using McpAspire.MockBackend.Problems;
using McpAspire.ServiceDefaults.Settings;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace McpAspire.MockBackend.Tickets;

/// <summary>The routes of tickets.</summary>
internal static class TicketEndpoints
{
    private const string KeyReused = "urn:problem-type:mcpaspire:idempotency-key-reused";

    public static WebApplicationBuilder AddTickets(this WebApplicationBuilder builder)
    {
        builder.AddOptions(new SettingsBinding<IdempotencyOptions>(
            IdempotencyOptions.SectionName, static (section, options) => section.Bind(options))
        {
            Validator = new IdempotencyOptionsValidator(),
        });
        builder.Services.AddJsonTypes(TicketJsonContext.Default);
        builder.Services.AddSingleton<IdempotencyKeys>();
        builder.Services.AddSingleton<TicketStore>();
        return builder;
    }

    public static void MapTicketEndpoints(this IEndpointRouteBuilder app)
    {
        var tickets = app.MapGroup("/tickets").WithArgumentValidation();
        tickets.MapGet("/", ListAsync).RequireRole(AppRoles.TicketsRead).WithName("listTickets");
        tickets.MapGet("/{id}", GetAsync).RequireRole(AppRoles.TicketsRead).WithName("getTicket");
        tickets.MapPost("/", CreateAsync).RequireRole(AppRoles.TicketsWrite).WithName("createTicket");
        tickets.MapPost("/{id}/status", ChangeStatusAsync).RequireRole(AppRoles.TicketsWrite).WithName("changeTicketStatus");
    }

    private static async Task<Ok<TicketPage>> ListAsync(
        TicketStore tickets,
        CancellationToken cancellationToken,
        [AllowedValues(null, "open", "in_progress", "closed")] string? status = null,
        [Range(0, int.MaxValue)] int skip = 0,
        [Range(1, Limits.MaxPageItems)] int limit = Limits.DefaultPageItems) =>
        TypedResults.Ok(await tickets.ListAsync(
            status is null ? null : WireNames<TicketStatus>.Parse(status), skip, limit, cancellationToken));

    private static async Task<Results<Ok<Ticket>, ProblemHttpResult>> GetAsync(
        [RegularExpression(Limits.IdPattern)] string id,
        TicketStore tickets,
        CancellationToken cancellationToken) =>
        await tickets.FindAsync(id, cancellationToken) is { } ticket
            ? TypedResults.Ok(ticket)
            : ProblemResults.NotFound("There is no ticket with this id.");

    private static async Task<Results<Created<Ticket>, ProblemHttpResult>> CreateAsync(
        CreateTicketRequest request,
        [FromHeader(Name = IdempotencyKey.Header)]
        [MinLength(1, ErrorMessage = IdempotencyKey.Rule)]
        [RegularExpression(IdempotencyKey.Pattern, ErrorMessage = IdempotencyKey.Rule)]
        string? idempotencyKey,
        ClaimsPrincipal caller,
        HttpResponse response,
        TicketStore tickets,
        CancellationToken cancellationToken)
    {
        var creation = await tickets.CreateAsync(
            request, caller.FindFirst("oid")?.Value, IdempotencyKey.Read(idempotencyKey, caller), cancellationToken);
        if (creation.Outcome == TicketOutcome.Replayed)
        {
            response.Headers[IdempotencyKey.ReplayedHeader] = "true";
        }

        return creation switch
        {
            { Ticket: { } ticket } => TypedResults.Created($"/tickets/{ticket.Id}", ticket),
            { Outcome: TicketOutcome.KeyReused } => KeyConflict(),
            _ => ProblemResults.Unprocessable("assignee_id", "There is no user with this id."),
        };
    }

    private static async Task<Results<Ok<Ticket>, ProblemHttpResult>> ChangeStatusAsync(
        [RegularExpression(Limits.IdPattern)] string id,
        ChangeStatusRequest request,
        [FromHeader(Name = IdempotencyKey.Header)]
        [MinLength(1, ErrorMessage = IdempotencyKey.Rule)]
        [RegularExpression(IdempotencyKey.Pattern, ErrorMessage = IdempotencyKey.Rule)]
        string? idempotencyKey,
        ClaimsPrincipal caller,
        TicketStore tickets,
        CancellationToken cancellationToken) =>
        await tickets.ChangeStatusAsync(id, request, IdempotencyKey.Read(idempotencyKey, caller), cancellationToken) switch
        {
            { Ticket: { } ticket } => TypedResults.Ok(ticket),
            { Outcome: TicketOutcome.KeyReused } => KeyConflict(),
            _ => ProblemResults.NotFound("There is no ticket with this id."),
        };

    private static ProblemHttpResult KeyConflict() =>
        ProblemResults.Conflict(KeyReused, "The idempotency key was used with another request.");
}
