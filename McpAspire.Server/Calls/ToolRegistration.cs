using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
using McpAspire.Server.Backend;
using McpAspire.Server.Identity;
using McpAspire.ServiceDefaults.OpenApi;
using Microsoft.Extensions.Options;
using ModelContextProtocol.Server;

namespace McpAspire.Server.Calls;

/// <summary>Registers a tool class: its <c>CallAsync</c> is the tool; an instance is created for each call.</summary>
internal static class ToolRegistration
{
    private const DynamicallyAccessedMemberTypes ToolMembers =
        DynamicallyAccessedMemberTypes.PublicMethods | DynamicallyAccessedMemberTypes.PublicConstructors;

    public static IMcpServerBuilder AddTool<[DynamicallyAccessedMembers(ToolMembers)] TTool>(
        this IMcpServerBuilder builder, JsonSerializerOptions json)
        where TTool : class
    {
        var call = typeof(TTool).GetMethod("CallAsync")
            ?? throw new InvalidOperationException($"{typeof(TTool).Name} has no public method CallAsync.");
        var create = ActivatorUtilities.CreateFactory<TTool>([]);
        builder.Services.AddSingleton<McpServerTool>(services =>
        {
            var tool = McpServerTool.Create(call, request => create(request.Services!, null), new()
            {
                Services = services,
                SerializerOptions = json,
                Meta = ToolMeta.Create(services.GetRequiredService<IOptions<BackendOptions>>().Value),
            });
            tool.ProtocolTool.InputSchema = Plain(tool.ProtocolTool.InputSchema);
            return new ServedTool(
                tool, services.GetRequiredService<ApiIdentity>(), services.GetRequiredService<ILogger<ServedTool>>());
        });
        return builder;
    }

    /// <summary>
    /// Converts a schema to the published and enforced form: no additional arguments, and no unions with null, which some hosts and models
    /// reject. Optional arguments are those that are not required.
    /// </summary>
    private static JsonElement Plain(JsonElement schema)
    {
        var plain = JsonObject.Create(schema)!;
        plain["additionalProperties"] = false;
        foreach (var (_, property) in plain["properties"]?.AsObject() ?? [])
        {
            NullUnion.Remove(property!.AsObject());
        }

        return JsonElement.Parse(plain.ToJsonString());
    }
}
