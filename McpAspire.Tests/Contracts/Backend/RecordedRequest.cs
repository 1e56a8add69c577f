using System.Text.Json;

namespace McpAspire.Tests.Contracts.Backend;

/// <summary>A request of the server to its backend, and the response.</summary>
internal sealed record RecordedRequest(
    string Method,
    string Path,
    IReadOnlyDictionary<string, string> Query,
    IReadOnlyDictionary<string, string> Headers,
    string? ContentType,
    JsonElement? Body,
    int Status,
    string? AnswerType,
    JsonElement? Answer);
