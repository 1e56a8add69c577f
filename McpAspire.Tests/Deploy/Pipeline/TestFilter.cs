using System.Reflection;

namespace McpAspire.Tests.Deploy.Pipeline;

/// <summary>A filter on the command line of the test executable.</summary>
/// <param name="Option">Such as <c>-trait</c>.</param>
/// <param name="Value">Such as <c>Category=Contract</c>.</param>
internal sealed record TestFilter(string Option, string Value)
{
    private static readonly Type[] Tests =
    [
        .. typeof(TestFilter).Assembly.GetTypes().Where(static type => type.GetMethods().Any(static method => method.GetCustomAttributes<FactAttribute>().Any())),
    ];

    public static IEnumerable<TestFilter> In(IReadOnlyList<string> words) => words.Zip(words.Skip(1))
        .Where(static pair => pair.First is "-trait" or "-trait-" or "-class" or "-namespace")
        .Select(static pair => new TestFilter(pair.First, pair.Second));

    /// <summary>Says whether a test is selected by it, or left out.</summary>
    public bool Matches() => Tests.Any(Option switch
    {
        "-class" => type => type.FullName == Value,
        "-namespace" when Value.EndsWith('*') => type => type.Namespace!.StartsWith(Value[..^1], StringComparison.Ordinal),
        "-namespace" => type => type.Namespace == Value,
        _ => type => type.GetCustomAttributes<TraitAttribute>().Any(trait => $"{trait.Name}={trait.Value}" == Value),
    });

    public override string ToString() => $"{Option} {Value}";
}
