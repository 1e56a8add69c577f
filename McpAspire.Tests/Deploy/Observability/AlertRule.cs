namespace McpAspire.Tests.Deploy.Observability;

/// <summary>A rule of rules.yaml.</summary>
/// <param name="Record">The name of the recorded metric; <see langword="null"/> for an alert.</param>
/// <param name="Alert">The alert's name; <see langword="null"/> for a record.</param>
/// <param name="Expression">The expression.</param>
/// <param name="Labels">The additional labels.</param>
/// <param name="Annotations">The texts for the person on call.</param>
internal sealed record AlertRule(
    string? Record, string? Alert, string Expression, IReadOnlyDictionary<string, string> Labels, IReadOnlyDictionary<string,
    string> Annotations);
