using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using McpAspire.Server.Authorization;
using McpAspire.Server.Backend;
using McpAspire.Server.Pipeline;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;
using ModelContextProtocol.Server;

namespace McpAspire.Server.Tools;

/// <summary>Registers a tool class: its <c>CallAsync</c> is the tool, an instance is made per call.</summary>
internal static class ToolRegistration
{
    public static IMcpServerBuilder AddTool<TTool>(this IMcpServerBuilder builder, JsonSerializerOptions json)
        where TTool : class
    {
        var call = typeof(TTool).GetMethod("CallAsync") ?? throw new InvalidOperationException($"{typeof(TTool).Name} has no public method CallAsync.");
        var create = ActivatorUtilities.CreateFactory<TTool>([]);
        builder.Services.AddSingleton<McpServerTool>(services =>
        {
            var tool = McpServerTool.Create(call, request => create(request.Services!, null), new()
            {
                Services = services,
                SerializerOptions = json,
                Metadata = MetadataOf(call, services.GetRequiredService<IOptions<CallerOptions>>().Value.Mode),
                Meta = ToolMeta.Create(services.GetRequiredService<IOptions<BackendOptions>>().Value),
            });
            tool.ProtocolTool.InputSchema = WithoutUnknownArguments(tool.ProtocolTool.InputSchema);
            return new ServedTool(tool);
        });
        return builder;
    }

    /// <summary>What the SDK gathers by itself, but no demand for a permission where nobody is asked who he is. Should one be left, the SDK refuses the call: it fails closed.</summary>
    private static List<object> MetadataOf(MethodInfo call, AuthorizationMode mode) =>
        [call, .. from attribute in (IEnumerable<object>)[.. call.DeclaringType!.GetCustomAttributes(), .. call.GetCustomAttributes()] where mode is not AuthorizationMode.None || attribute is not IAuthorizeData select attribute];

    /// <summary>The server refuses arguments that a tool does not have; its schema says so.</summary>
    private static JsonElement WithoutUnknownArguments(JsonElement schema)
    {
        var closed = JsonObject.Create(schema)!;
        closed["additionalProperties"] = false;
        return JsonSerializer.SerializeToElement(closed);
    }
}
