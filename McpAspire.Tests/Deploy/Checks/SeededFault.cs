namespace McpAspire.Tests.Deploy.Checks;

/// <summary>A change to a rendered chart that breaks a rule.</summary>
/// <param name="Rule">The id of the rule that must find it.</param>
/// <param name="Name">A description of the fault.</param>
/// <param name="Chart">The chart that is changed.</param>
/// <param name="Seed">Changes the objects.</param>
internal sealed record SeededFault(string Rule, string Name, string Chart, Action<Rendering> Seed)
{
    /// <summary>The profile whose objects are changed.</summary>
    /// <value>Default <c>default</c>.</value>
    public string Profile { get; init; } = "default";
}
