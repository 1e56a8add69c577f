using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Options;

namespace McpAspire.MockBackend.Problems;

/// <summary>Enforces the annotations of a handler's parameters, and of the properties of its body. They are also what the OpenAPI document says.</summary>
internal static class ArgumentValidation
{
    public static TBuilder WithArgumentValidation<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder =>
        endpoints
            .AddEndpointFilterFactory(Create)
            .WithMetadata(new ProducesResponseTypeMetadata(StatusCodes.Status400BadRequest, typeof(HttpValidationProblemDetails), ["application/problem+json"]));

    /// <summary>Says that a handler with a body may refuse its type or its size.</summary>
    public static RouteHandlerBuilder ProducesBodyProblems(this RouteHandlerBuilder endpoint) =>
        endpoint
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType);

    private static EndpointFilterDelegate Create(EndpointFilterFactoryContext context, EndpointFilterDelegate next)
    {
        var naming = context.ApplicationServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions.PropertyNamingPolicy ?? JsonNamingPolicy.SnakeCaseLower;
        var rules = context.MethodInfo.GetParameters().SelectMany((parameter, index) => RulesOf(parameter, index, naming)).ToArray();
        if (rules.Length == 0)
        {
            return next;
        }

        return invocation =>
        {
            var errors = rules
                .Where(rule => !rule.IsMet(invocation))
                .GroupBy(rule => rule.Field, rule => rule.Message, StringComparer.Ordinal)
                .ToDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);
            return errors.Count == 0 ? next(invocation) : ValueTask.FromResult<object?>(ProblemResults.Invalid(errors));
        };
    }

    private static IEnumerable<ArgumentRule> RulesOf(ParameterInfo parameter, int index, JsonNamingPolicy naming)
    {
        var name = parameter.GetCustomAttributes().OfType<IFromHeaderMetadata>().FirstOrDefault()?.Name ?? parameter.Name!;
        var own = parameter.GetCustomAttributes<ValidationAttribute>()
            .Select(attribute => new ArgumentRule(name, attribute, invocation => invocation.Arguments[index]));
        var ofBody = parameter.ParameterType.GetProperties()
            .SelectMany(property => property.GetCustomAttributes<ValidationAttribute>()
                .Select(attribute => new ArgumentRule(naming.ConvertName(property.Name), attribute, invocation => property.GetValue(invocation.Arguments[index]))));
        return own.Concat(ofBody);
    }
}
