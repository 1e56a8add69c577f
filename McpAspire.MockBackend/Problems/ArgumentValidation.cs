using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Options;

namespace McpAspire.MockBackend.Problems;

/// <summary>Enforces the annotations of a handler's parameters and of the properties of its body.</summary>
internal static class ArgumentValidation
{
    public static TBuilder WithArgumentValidation<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder =>
        endpoints.AddEndpointFilterFactory(Create);

    private static EndpointFilterDelegate Create(EndpointFilterFactoryContext context, EndpointFilterDelegate next)
    {
        var json = context.ApplicationServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        var naming = json.PropertyNamingPolicy ?? JsonNamingPolicy.SnakeCaseLower;
        var rules = context.MethodInfo.GetParameters().SelectMany((parameter, index) => RulesOf(parameter, index, naming)).ToArray();
        if (rules.Length == 0)
        {
            return next;
        }

        return invocation =>
        {
            var errors = rules
                .Where(rule => !rule.Attribute.IsValid(rule.Value(invocation)))
                .GroupBy(rule => rule.Field, rule => rule.Message, StringComparer.Ordinal)
                .ToDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);
            return errors.Count == 0 ? next(invocation) : ValueTask.FromResult<object?>(ProblemResults.Invalid(errors));
        };
    }

    private static IEnumerable<Rule> RulesOf(ParameterInfo parameter, int index, JsonNamingPolicy naming)
    {
        var name = parameter.GetCustomAttributes().OfType<IFromHeaderMetadata>().FirstOrDefault()?.Name ?? parameter.Name!;
        var own = parameter.GetCustomAttributes<ValidationAttribute>()
            .Select(attribute => new Rule(name, attribute, invocation => invocation.Arguments[index]));
        var ofBody =
            from property in parameter.ParameterType.GetProperties()
            from attribute in property.GetCustomAttributes<ValidationAttribute>()
            select new Rule(naming.ConvertName(property.Name), attribute, invocation => property.GetValue(invocation.Arguments[index]));
        return own.Concat(ofBody);
    }

    private sealed record Rule(string Field, ValidationAttribute Attribute, Func<EndpointFilterInvocationContext, object?> Value)
    {
        /// <summary>The rule in words; never the caller's value.</summary>
        public string Message { get; } = Attribute is AllowedValuesAttribute allowed
            ? $"The field {Field} must be one of {string.Join(", ", allowed.Values.OfType<string>())}."
            : Attribute.FormatErrorMessage(Field);
    }
}
