using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Options;

namespace McpAspire.MockBackend.Problems;

/// <summary>Names the arguments that cannot be read, in words of its own: the exception's message names .NET types.</summary>
internal sealed class BadRequestHandler(IOptions<JsonOptions> json) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not BadHttpRequestException badRequest)
        {
            return false;
        }

        var problem = badRequest.StatusCode == StatusCodes.Status400BadRequest
            ? ProblemResults.Invalid(FindErrors(httpContext, badRequest))
            : TypedResults.Problem(statusCode: badRequest.StatusCode);
        await problem.ExecuteAsync(httpContext);
        return true;
    }

    private Dictionary<string, string[]> FindErrors(HttpContext context, BadHttpRequestException exception)
    {
        var endpoint = context.Features.Get<IExceptionHandlerFeature>()?.Endpoint;
        var unreadable = endpoint?.Metadata.OfType<IParameterBindingMetadata>()
            .Where(parameter => parameter.HasTryParse && !CanRead(context, parameter))
            .ToDictionary(
                parameter => parameter.Name,
                parameter => new[] { $"The value must be {BodyErrors.Describe(parameter.ParameterInfo.ParameterType)}." });
        return unreadable is { Count: > 0 }
            ? unreadable
            : endpoint?.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType is { } bodyType
                ? BodyErrors.Find(exception.InnerException as JsonException, bodyType, json.Value.SerializerOptions)
                : new Dictionary<string, string[]> { ["request"] = ["The request cannot be read."] };
    }

    private static bool CanRead(HttpContext context, IParameterBindingMetadata parameter)
    {
        var type = parameter.ParameterInfo.ParameterType;
        return !context.Request.Query.TryGetValue(parameter.Name, out var text)
            || (type == typeof(int) && int.TryParse(text.ToString(), NumberStyles.Integer, CultureInfo.InvariantCulture, out _))
            || (type == typeof(bool) && bool.TryParse(text.ToString(), out _));
    }
}
