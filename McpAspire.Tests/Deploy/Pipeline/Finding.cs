namespace McpAspire.Tests.Deploy.Pipeline;

/// <summary>A violation of a rule.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Place">The file, and the job or instruction in it.</param>
/// <param name="Text">The violation.</param>
internal sealed record Finding(string Rule, string Place, string Text)
{
    public override string ToString() => $"{Rule} {Place}: {Text}";
}
