namespace McpAspire.Tests.Deploy.Checks;

/// <summary>A rule that every rendering of every chart must follow.</summary>
/// <param name="Id">Two letters for the subject and a number, e.g. <c>WI001</c>; never reused.</param>
/// <param name="Sentence">The rule.</param>
/// <param name="Check">Returns the violations.</param>
internal sealed record Rule(string Id, string Sentence, Func<Rendering, IEnumerable<string>> Check);
