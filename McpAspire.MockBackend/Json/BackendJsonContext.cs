using System.Text.Json.Serialization;
using McpAspire.MockBackend.Datasets;
using McpAspire.MockBackend.Tickets;
using McpAspire.MockBackend.Users;
using Microsoft.AspNetCore.Mvc;

namespace McpAspire.MockBackend.Json;

/// <summary>Every type that the API reads or writes.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(User))]
[JsonSerializable(typeof(UserPage))]
[JsonSerializable(typeof(Ticket))]
[JsonSerializable(typeof(TicketPage))]
[JsonSerializable(typeof(CreateTicketRequest))]
[JsonSerializable(typeof(DatasetList))]
[JsonSerializable(typeof(DatasetQueryRequest))]
[JsonSerializable(typeof(DatasetPage))]
[JsonSerializable(typeof(ProblemDetails))]
[JsonSerializable(typeof(HttpValidationProblemDetails))]
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(bool))]
[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(string))]
internal sealed partial class BackendJsonContext : JsonSerializerContext;
