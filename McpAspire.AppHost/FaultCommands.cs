using System.Net.Mime;
using System.Text;

namespace McpAspire.AppHost;

/// <summary>Dashboard commands that inject faults into the backend. Each replaces the previous one.</summary>
internal static class FaultCommands
{
    private const string Path = "/control/faults";

    public static IResourceBuilder<ProjectResource> WithFaultCommands(this IResourceBuilder<ProjectResource> backend) => backend
        .WithFault("slow", "Slow", "HourglassHalf", /*lang=json,strict*/ """{"faults":["delay=3000;count=*"]}""")
        .WithFault("failing", "Failing", "PlugDisconnected", /*lang=json,strict*/ """{"faults":["status=503;count=*"]}""")
        .WithFault("entra-refuses", "Entra refuses", "ShieldError",
            /*lang=json,strict*/ """{"faults":["status=401;count=*"],"token":{"status":400,"count":10000}}""")
        .WithHttpCommand(Path, "Clear faults", commandName: "clear-faults", commandOptions: new()
        {
            Method = HttpMethod.Delete,
            IconName = "CheckmarkCircle",
        });

    private static IResourceBuilder<ProjectResource> WithFault(
        this IResourceBuilder<ProjectResource> backend, string name, string displayName, string icon, string body) =>
        backend.WithHttpCommand(Path, displayName, commandName: name, commandOptions: new()
        {
            Method = HttpMethod.Put,
            IconName = icon,
            PrepareRequest = context =>
            {
                context.Request.Content = new StringContent(body, Encoding.UTF8, MediaTypeNames.Application.Json);
                return Task.CompletedTask;
            },
        });
}
