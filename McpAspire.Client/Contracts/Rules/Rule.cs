namespace McpAspire.Client.Contracts.Rules;

/// <summary>One kind of difference.</summary>
/// <param name="Id">Its stable name, e.g. <c>input.property.required</c>.</param>
/// <param name="Grade">What it means.</param>
/// <param name="Summary">What has changed, as one sentence.</param>
/// <param name="Consequence">What it does to callers, as one sentence; <c>{tool}</c> and <c>{property}</c> stand for what has changed.</param>
internal sealed record Rule(string Id, Grade Grade, string Summary, string Consequence);
