using System.Buffers;
using System.Security.Claims;
using System.Text;
using System.Text.Json;
using McpAspire.Server.Calls;
using McpAspire.Server.Tools;
using McpAspire.ServiceDefaults.OpenApi;
using McpAspire.ServiceDefaults.Resilience;

namespace McpAspire.Server.OpenApi;

/// <summary>Makes the request of a generated tool from the arguments of a call.</summary>
internal static class ApiRequest
{
    /// <param name="api">The API.</param>
    /// <param name="address">The API's base address, with a slash at the end.</param>
    /// <param name="tool">The tool.</param>
    /// <param name="arguments">The checked arguments.</param>
    /// <param name="caller">The caller, who owns the keys that they choose.</param>
    /// <exception cref="ToolArgumentException">An argument cannot be part of a URL or a header.</exception>
    public static HttpRequestMessage Create(
        Api api, Uri address, ApiTool tool, IDictionary<string, JsonElement> arguments, ClaimsPrincipal? caller)
    {
        var (path, query, form) = (new Dictionary<string, string>(StringComparer.Ordinal), new StringBuilder(), new StringBuilder());
        var headers = new List<(string Name, string Value)>();
        var members = new List<(string Name, JsonElement Value)>();
        foreach (var parameter in tool.Parameters)
        {
            if ((parameter.Fixed ?? (arguments.TryGetValue(parameter.Argument, out var given) ? given : null)) is not { } value)
            {
                continue;
            }

            switch (parameter.Location)
            {
                case ApiLocation.Path:
                    path[parameter.Name] = ParameterText.OfPath(parameter, value);
                    break;
                case ApiLocation.Query:
                    ParameterText.AppendPairs(query, parameter, value);
                    break;
                case ApiLocation.Header when parameter.Name == ApiTool.IdempotencyKey:
                    break;
                case ApiLocation.Header:
                    headers.Add((parameter.Name, HeaderOf(parameter, value)));
                    break;
                case ApiLocation.Body or _:
                    members.Add((parameter.Name, value));
                    ParameterText.AppendPairs(form, parameter, value);
                    break;
            }
        }

        if (tool.HasIdempotencyKey)
        {
            var chosen = arguments.TryGetValue(ApiTool.IdempotencyArgument, out var key) ? key.GetString() : null;
            headers.Add((ApiTool.IdempotencyKey, IdempotencyKey.For(caller, chosen)));
        }

        var request = new HttpRequestMessage(new(tool.Operation.Method), RequestPath.Of(address, tool, path, query.ToString()));
        request.Options.Set(BackendResilience.Repeatable, tool.IsRepeatable);
        request.Headers.Accept.Add(new("application/json"));
        request.Headers.Accept.Add(new("text/*", 0.5));
        foreach (var (name, value) in headers.Concat(api.Headers.Select(static header => (header.Key, header.Value))))
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, value);
        }

        request.Content = ContentOf(tool, members, form);
        return request;
    }

    private static string HeaderOf(ApiParameter parameter, JsonElement value)
    {
        var text = ParameterText.OfHeader(parameter, value);
        return text.All(static one => one is >= ' ' and <= '~')
            ? text
            : throw new ToolArgumentException(new(parameter.Argument, "header", "must be one line of printable ASCII"));
    }

    private static ByteArrayContent? ContentOf(ApiTool tool, List<(string Name, JsonElement Value)> members, StringBuilder form)
    {
        if (tool.BodyType is not { } type || members.Count == 0)
        {
            return null;
        }

        // As bytes, so that the request has a Content-Length: not every API reads chunks.
        if (type is "application/x-www-form-urlencoded")
        {
            return new(Encoding.ASCII.GetBytes(form.ToString())) { Headers = { ContentType = new(type) } };
        }

        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            if (members is [{ Name: "" } whole])
            {
                whole.Value.WriteTo(writer);
            }
            else
            {
                writer.WriteStartObject();
                foreach (var (name, value) in members)
                {
                    writer.WritePropertyName(name);
                    value.WriteTo(writer);
                }

                writer.WriteEndObject();
            }
        }

        return new(buffer.WrittenSpan.ToArray()) { Headers = { ContentType = new(type) } };
    }
}
