using System.Text.Json.Nodes;

namespace McpAspire.Tests.Contracts.Backend;

/// <summary>A change of the backend's document, and what becomes of it.</summary>
/// <param name="Name">The backend …</param>
/// <param name="Change">Makes it.</param>
/// <param name="Rule">The rule that it breaks.</param>
/// <param name="Sentence">What the report says.</param>
/// <param name="Grade">Its grade.</param>
/// <param name="Hint">What may have happened.</param>
internal sealed record Drift(string Name, Action<JsonObject> Change, string Rule, string Sentence, string Grade = "breaking", string? Hint = null);
