namespace McpAspire.Tests.Deploy.Checks;

/// <summary>A change to what a chart renders, after which a rule no longer holds.</summary>
/// <param name="Rule">The id of the rule that has to catch it.</param>
/// <param name="Name">What is wrong then, in words.</param>
/// <param name="Chart">The chart that is changed.</param>
/// <param name="Seed">Changes the objects.</param>
internal sealed record SeededFault(string Rule, string Name, string Chart, Action<Rendering> Seed)
{
    /// <summary>The profile whose objects are changed.</summary>
    /// <value>Default <c>default</c>.</value>
    public string Profile { get; init; } = "default";
}
