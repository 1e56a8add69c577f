using System.ComponentModel.DataAnnotations;

namespace McpAspire.MockBackend.Problems;

/// <summary>One annotation of one argument, or of one property of a body.</summary>
internal sealed record ArgumentRule(string Field, ValidationAttribute Attribute, Func<EndpointFilterInvocationContext, object?> Value)
{
    /// <summary>The rule in words; never the caller's value.</summary>
    public string Message { get; } = Attribute is AllowedValuesAttribute allowed
        ? $"The field {Field} must be one of {string.Join(", ", allowed.Values.OfType<string>())}."
        : Attribute.FormatErrorMessage(Field);

    public bool IsMet(EndpointFilterInvocationContext invocation) => Attribute.IsValid(Value(invocation));
}
