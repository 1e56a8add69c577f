using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
using McpAspire.Server.Backend;
using Microsoft.Extensions.Options;
using ModelContextProtocol.Server;

namespace McpAspire.Server.Calls;

/// <summary>Registers a tool class: its <c>CallAsync</c> is the tool; an instance is created for each call.</summary>
internal static class ToolRegistration
{
    private const DynamicallyAccessedMemberTypes ToolMembers = DynamicallyAccessedMemberTypes.PublicMethods | DynamicallyAccessedMemberTypes.PublicConstructors;

    public static IMcpServerBuilder AddTool<[DynamicallyAccessedMembers(ToolMembers)] TTool>(this IMcpServerBuilder builder, JsonSerializerOptions json)
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
                Meta = ToolMeta.Create(services.GetRequiredService<IOptions<BackendOptions>>().Value),
            });
            tool.ProtocolTool.InputSchema = WithoutUnknownArguments(tool.ProtocolTool.InputSchema);
            return new ServedTool(tool, services.GetRequiredService<ILogger<ServedTool>>());
        });
        return builder;
    }

    /// <summary>The server refuses arguments that a tool does not have; its schema says so.</summary>
    private static JsonElement WithoutUnknownArguments(JsonElement schema)
    {
        var closed = JsonObject.Create(schema)!;
        closed["additionalProperties"] = false;
        return JsonElement.Parse(closed.ToJsonString());
    }
}
