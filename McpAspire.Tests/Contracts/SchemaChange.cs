using McpAspire.Client.Compatibility.Rules;
using McpAspire.Client.Compatibility.Schemas;

namespace McpAspire.Tests.Contracts;

/// <summary>A change of a schema, and what it has to be graded.</summary>
/// <param name="Name">What changes.</param>
/// <param name="Direction">Which way the values go.</param>
/// <param name="Before">The schema before.</param>
/// <param name="After">The schema after.</param>
/// <param name="Grade">The grade; <see langword="null"/> if nothing has changed.</param>
/// <param name="Rule">A rule that has to be among the findings, with that grade.</param>
/// <param name="NoWitness">Why no value shows that a breaking change breaks, if none does.</param>
internal sealed record SchemaChange(string Name, Direction Direction, string Before, string After, Grade? Grade, string? Rule, string? NoWitness = null);
