using McpAspire.Client.Compatibility.Rules;
using McpAspire.Client.Compatibility.Schemas;

namespace McpAspire.Tests.Contracts;

/// <summary>A change of a schema, and its expected grade.</summary>
/// <param name="Name">The change.</param>
/// <param name="Direction">Which way the values go.</param>
/// <param name="Before">The schema before.</param>
/// <param name="After">The schema after.</param>
/// <param name="Grade">The grade; <see langword="null"/> for no difference.</param>
/// <param name="Rule">A rule that must be among the findings, with that grade.</param>
/// <param name="NoWitness">Why no value can show that the change is breaking, if so.</param>
internal sealed record SchemaChange(
    string Name, Direction Direction, string Before, string After, Grade? Grade, string? Rule, string? NoWitness = null);
