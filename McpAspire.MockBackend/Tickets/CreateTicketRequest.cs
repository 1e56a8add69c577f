using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using McpAspire.MockBackend.Problems;

namespace McpAspire.MockBackend.Tickets;

/// <summary>A ticket to create.</summary>
/// <param name="Title">What it is about, in one line.</param>
/// <param name="Description">What is wrong or wanted.</param>
/// <param name="Priority">How urgent it is; <c>medium</c> when left out.</param>
/// <param name="AssigneeId">The id of the user who is to work on it; the user must exist.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record CreateTicketRequest(
    [property: Required(AllowEmptyStrings = true), Characters(200, MinimumLength = 1)] string Title,
    [property: Required(AllowEmptyStrings = true), Characters(5000, MinimumLength = 10)] string Description,
    TicketPriority Priority = TicketPriority.Medium,
    [property: StringLength(128, MinimumLength = 1), RegularExpression(Limits.IdPattern)] string? AssigneeId = null);
