namespace McpAspire.Tests.Deploy.Observability;

/// <summary>A rule of rules.yaml.</summary>
/// <param name="Record">The name of what it records; <see langword="null"/> for an alert.</param>
/// <param name="Alert">The alert's name; <see langword="null"/> for a record.</param>
/// <param name="Expression">What it evaluates.</param>
/// <param name="Labels">The labels that it adds.</param>
/// <param name="Annotations">What the person on call reads.</param>
internal sealed record AlertRule(
    string? Record, string? Alert, string Expression, IReadOnlyDictionary<string, string> Labels, IReadOnlyDictionary<string,
    string> Annotations);
