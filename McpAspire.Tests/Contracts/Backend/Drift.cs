using System.Text.Json.Nodes;

namespace McpAspire.Tests.Contracts.Backend;

/// <summary>A change of the backend's document, and its expected finding.</summary>
/// <param name="Name">The backend …</param>
/// <param name="Change">Applies the change.</param>
/// <param name="Rule">The violated rule.</param>
/// <param name="Sentence">The sentence in the report.</param>
/// <param name="Grade">The grade.</param>
/// <param name="Hint">The hint.</param>
internal sealed record Drift(
    string Name, Action<JsonObject> Change, string Rule, string Sentence, string Grade = "breaking", string? Hint = null);
