namespace McpAspire.Tests.Deploy.Checks;

/// <summary>Something that has to hold for every rendering of every chart.</summary>
/// <param name="Id">Two letters for the subject and a number, e.g. <c>WI001</c>; never used again for another rule.</param>
/// <param name="Sentence">What has to hold.</param>
/// <param name="Check">Says where it does not hold; nothing where it does.</param>
internal sealed record Rule(string Id, string Sentence, Func<Rendering, IEnumerable<string>> Check);
