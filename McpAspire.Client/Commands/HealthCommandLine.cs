using System.CommandLine;
using McpAspire.Client.Hosting;
using McpAspire.ServiceDefaults.Health;

namespace McpAspire.Client.Commands;

/// <summary><c>health</c>: whether the worker that runs beside it is alive.</summary>
internal static class HealthCommandLine
{
    public static Command Create(CommandContext context)
    {
        var command = new Command(HealthCommand.Name, "Asks the worker beside it whether it is alive, at its HEALTH_PORT. For health checks of containers.");
        command.SetAction((_, _) =>
        {
            var builder = ClientBuilderExtensions.CreateBuilder();
            context.Configure?.Invoke(builder.Configuration);
            builder.AddClient();
            return builder.RunHealthAsync([]);
        });
        return command;
    }
}
